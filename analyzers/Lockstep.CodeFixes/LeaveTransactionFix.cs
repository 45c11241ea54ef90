using System.Composition;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>LS4001: takes out what puts the statement into a transaction: SingleTransaction, or BEGIN and COMMIT.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeaveTransactionFix))]
[Shared]
public sealed class LeaveTransactionFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public LeaveTransactionFix()
        : base("LS4001", "Take it out of the transaction")
    {
    }

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        if (source.OperationAt(diagnostic.Location.SourceSpan) is not { } found ||
            found.Among[found.At] is SqlText { Kind: StatementKind.Block })
        {
            return null;
        }

        var changes = new List<TextChange>();
        if (Begin(found.Among, found.At) is { } begin)
        {
            var end = End(found.Among, found.At);
            if (Remove(source, begin) is not { } withoutBegin) return null;
            changes.Add(withoutBegin);
            if (end is not null)
            {
                if (!Commits(end) || Remove(source, end) is not { } withoutEnd) return null;
                changes.Add(withoutEnd);
            }
        }

        if (source.Lowered.Script.SingleTransaction)
        {
            if (Edits.RemoveSingleTransaction(source) is not { } removed) return null;
            changes.Add(removed);
        }

        return changes;
    }

    private static SqlText? Begin(EquatableArray<Operation> operations, int at)
    {
        for (var before = at - 1; before >= 0; before--)
        {
            if (operations[before] is SqlText { Kind: StatementKind.EndTransaction }) return null;
            if (operations[before] is SqlText { Kind: StatementKind.Begin } begin) return begin;
        }

        return null;
    }

    private static SqlText? End(EquatableArray<Operation> operations, int at) =>
        operations.Skip(at + 1).OfType<SqlText>().FirstOrDefault(text => text.Kind == StatementKind.EndTransaction);

    // ROLLBACK and PREPARE TRANSACTION mean something that would get lost.
    private static bool Commits(SqlText end) =>
        end.Sql.StartsWith("commit", StringComparison.OrdinalIgnoreCase) || end.Sql.StartsWith("end", StringComparison.OrdinalIgnoreCase);

    private static TextChange? Remove(MigrationSource source, SqlText statement)
    {
        if (source.SpanOf(statement) is not { } place || Edits.LiteralAround(source, place) is not { } literal) return null;
        var text = source.Text;
        var end = place.End;
        while (end < literal.Span.End && text[end] == ' ') end++;
        if (text[end] == ';') end++;

        // The only thing in the literal: the whole Execute.Sql goes.
        var content = literal.Token.ValueText.Trim().TrimEnd(';').Trim();
        if (content == statement.Sql && literal.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } call) return Edits.Remove(call, text);
        return new(Edits.WholeLines(TextSpan.FromBounds(place.Start, end), text), string.Empty);
    }
}
