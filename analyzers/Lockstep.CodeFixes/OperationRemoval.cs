using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>Takes the source of one operation out.</summary>
internal static class OperationRemoval
{
    /// <summary>The change; null if the operation can't be taken out alone.</summary>
    /// <param name="source">The migration.</param>
    /// <param name="statement">The operation, or the SQL that it is a part of.</param>
    /// <param name="operation">The operation.</param>
    public static TextChange? Find(MigrationSource source, Operation statement, Operation operation)
    {
        if (source.SpanOf(operation) is not { } place) return null;
        return statement is SqlText text ? InSql(source, text, place) : InChain(source, place);
    }

    private static TextChange? InSql(MigrationSource source, SqlText statement, TextSpan place)
    {
        if (Edits.LiteralAround(source, place) is not { Parent: ArgumentSyntax } literal ||
            statement.Meaning.Count != 1 || !StatementReading.IsWhole(statement) || SqlReader.Read(literal.Token.ValueText).Count != 1 ||
            literal.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
        {
            return null;
        }

        return Whole(source, call);
    }

    /// <summary><paramref name="place"/> reaches from a name in a chain to the end of that name's call and options.</summary>
    private static TextChange? InChain(MigrationSource source, TextSpan place)
    {
        var token = source.Declaration.FindToken(place.Start);
        if (token.Parent is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access }) return null;

        // Alter.Table("t").DropColumn("c") as a whole: nothing else hangs on it.
        var isFirst =
            access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Table" } };
        var whole = access.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => call.Span.End == place.End);
        if (whole is null) return null;
        if (isFirst && whole.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax) return Whole(source, whole);
        return new(TextSpan.FromBounds(access.Expression.Span.End, place.End), string.Empty);
    }

    private static TextChange? Whole(MigrationSource source, InvocationExpressionSyntax call) => call.Parent switch
    {
        ExpressionStatementSyntax statement => Edits.Remove(statement, source.Text),
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow =>
            new(TextSpan.FromBounds(arrow.SpanStart, method.Span.End), "{ }"),
        _ => null,
    };
}
