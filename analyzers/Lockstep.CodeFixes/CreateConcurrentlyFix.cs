using System.Composition;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>LS2001: creates the index concurrently, and takes SingleTransaction out, which would forbid that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CreateConcurrentlyFix))]
[Shared]
public sealed class CreateConcurrentlyFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public CreateConcurrentlyFix()
        : base("LS2001", "Create it concurrently")
    {
    }

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        var place = diagnostic.Location.SourceSpan;
        if (source.OperationAt(place) is not { Operation: CreateIndex } found || IsInTransaction(found.Among, found.At)) return null;

        TextChange? change = found.Among[found.At] switch
        {
            SqlText { Kind: not StatementKind.Block } => InSql(source, place),
            CreateIndex => InChain(source, place),
            _ => null,
        };
        if (change is not { } concurrently) return null;
        if (!source.Lowered.Script.SingleTransaction) return [concurrently];
        return Edits.RemoveSingleTransaction(source) is { } removed ? [concurrently, removed] : null;
    }

    /// <summary>Whether the script has opened a transaction of its own there, in which the index can't be built concurrently.</summary>
    private static bool IsInTransaction(EquatableArray<Operation> operations, int at)
    {
        for (var before = at - 1; before >= 0; before--)
        {
            if (operations[before] is SqlText { Kind: StatementKind.EndTransaction }) return false;
            if (operations[before] is SqlText { Kind: StatementKind.Begin }) return true;
        }

        return false;
    }

    private static TextChange? InChain(MigrationSource source, TextSpan place) =>
        source.Declaration.FindNode(place) is { } node &&
        node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => call.Span == place) is { } chain &&
        source.Model.GetTypeInfo(chain).Type is { Name: "IndexOptions" } type && source.Types.IsAuthoring(type)
            ? new(new(place.End, 0), ".Concurrently()")
            : null;

    private static TextChange? InSql(MigrationSource source, TextSpan place)
    {
        if (Edits.LiteralAround(source, place) is null) return null;
        var text = source.Text.ToString(place);
        var cursor = new SqlCursor(text, new(0, text.Length));
        if (!cursor.Take("create")) return null;
        cursor.Take("unique");
        return cursor.Take("index") ? new(new(place.Start + cursor.LastEnd, 0), " CONCURRENTLY") : null;
    }
}
