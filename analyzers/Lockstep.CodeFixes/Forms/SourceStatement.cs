using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes.Forms;

/// <summary>A statement of a migration's Up or Down that runs once, where it stands: in no helper, no loop and under no condition.</summary>
/// <param name="Source">The migration.</param>
/// <param name="Expression">The chain of verbs, or the call of Execute.Sql.</param>
/// <param name="Operations">What it does, in order, as the migration has it: SQL is one operation a statement.</param>
internal sealed record SourceStatement(MigrationSource Source, ExpressionSyntax Expression, IReadOnlyList<Operation> Operations)
{
    /// <summary>The statement that does an operation; null if it is more, or elsewhere.</summary>
    /// <param name="source">The migration.</param>
    /// <param name="among">The direction's operations.</param>
    /// <param name="operation">One of them.</param>
    public static SourceStatement? Find(MigrationSource source, IReadOnlyList<Operation> among, Operation operation)
    {
        if (source.SpanOf(operation) is not { } place || !source.Declaration.Span.Contains(place)) return null;
        var node = source.Declaration.FindToken(place.Start).Parent;
        var expression = node?.AncestorsAndSelf().Select(ancestor => ancestor switch
        {
            ExpressionStatementSyntax { Parent: BlockSyntax { Parent: MethodDeclarationSyntax method } } statement when IsDirection(source, method) => statement.Expression,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow when IsDirection(source, method) => arrow.Expression,
            _ => null,
        }).FirstOrDefault(found => found is not null);
        // Between the method and the operation there is nothing but the chain: no loop, and no lambda.
        if (expression is not InvocationExpressionSyntax || !IsVerb(source, expression) || !expression.Span.Contains(place) ||
            node!.AncestorsAndSelf().TakeWhile(ancestor => ancestor != expression).Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax))
        {
            return null;
        }

        var operations = among.Where(other => source.SpanOf(other) is { } span && expression.Span.Contains(span)).ToList();
        return operations.Exists(other => other.Incomplete) ? null : new(source, expression, operations);
    }

    /// <summary>Whether the author's words would get lost with the statement.</summary>
    public bool HasComments => Expression.DescendantTrivia().Any(trivia =>
        !string.IsNullOrWhiteSpace(trivia.ToFullString()) && Expression.Span.Contains(trivia.Span));

    /// <summary>Whether it is <c>Execute.Sql</c>.</summary>
    public bool IsSql => Operations.All(operation => operation is SqlText);

    /// <summary>Puts other statements in its place; no statements take it out.</summary>
    public TextChange Replace(IReadOnlyList<string> statements)
    {
        switch (Expression.Parent)
        {
            case ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow:
                var span = TextSpan.FromBounds(arrow.SpanStart, method.Span.End);
                var indent = Source.Indent(method);
                if (statements.Count == 0) return new(span, "{ }");
                if (statements.Count == 1) return new(span, "=> " + Source.Indented(statements[0], indent));
                var start = Source.Text.ToString(TextSpan.FromBounds(0, arrow.SpanStart)).TrimEnd().Length;
                return new(TextSpan.FromBounds(start, method.Span.End), Source.NewLine + Source.Block(statements, indent));
            case ExpressionStatementSyntax statement:
                return statements.Count == 0
                    ? Edits.Remove(statement, Source.Text)
                    : new(statement.Span, Source.Lines(statements, Source.Indent(statement)));
            default:
                throw new InvalidOperationException("A statement of a migration stands in a block or behind an arrow.");
        }
    }

    /// <summary>What the statement ends with is a verb, and no helper that says several.</summary>
    private static bool IsVerb(MigrationSource source, ExpressionSyntax expression) =>
        source.Model.GetSymbolInfo(expression).Symbol is IMethodSymbol method && source.Types.IsAuthoring(method.ContainingType);

    private static bool IsDirection(MigrationSource source, MethodDeclarationSyntax method) =>
        method.Parent == source.Declaration && (method == source.Method("Up") || method == source.Method("Down"));
}
