using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Model.Rules.Review;

/// <summary>What stands in the code of a DO block beside the operations that it performs.</summary>
internal static class BlockCode
{
    /// <summary>The code; null if the statement is no DO block.</summary>
    public static string? Of(Operation operation) => operation is SqlText { Kind: StatementKind.Block } block
        ? SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is DoStatement statement ? CodeOf(statement) : null
        : null;

    /// <summary>Its queries, which are no operations of it, but may change rows in WITH.</summary>
    public static IEnumerable<SelectStatement> Queries(SqlText block) =>
        SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is DoStatement statement
            ? EmbeddedSql.Find(statement, block.Sql).Select(embedded => embedded.Statement).OfType<SelectStatement>()
            : [];

    /// <summary>Its queries as text: what it selects, and what it performs.</summary>
    public static IEnumerable<string> Calls(SqlText block) =>
        SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is { } statement ? Calls(statement, block.Sql) : [];

    /// <summary>The queries in the code of a DO block or function as text: what it selects, and what it performs.</summary>
    /// <param name="statement">The statement that the code is part of.</param>
    /// <param name="source">The text that it was read from.</param>
    public static IEnumerable<string> Calls(SqlStatement statement, string source)
    {
        foreach (var embedded in EmbeddedSql.Find(statement, source))
        {
            // With INTO it fills a variable, which only looks like a new table.
            if (embedded is not { IsDynamic: false, Statement: SelectStatement or CallStatement }) continue;
            var text = embedded.Source.Substring(embedded.Statement.Start, embedded.Statement.Length);
            if (!SqlLexer.Tokenize(text).Any(token => token.Is(text, "into"))) yield return text;
        }

        if (CodeOf(statement) is not { } code) yield break;
        var tokens = SqlLexer.Tokenize(code);
        for (var at = 1; at + 1 < tokens.Count; at++)
        {
            if (!tokens[at].Is(code, "perform") || !BeginsStatement(tokens[at - 1], code)) continue;
            var end = at + 1;
            while (end < tokens.Count && !tokens[end].Is(code, ';')) end++;
            if (end < tokens.Count) yield return $"SELECT{code.Substring(tokens[at].End, tokens[end].Start - tokens[at].End)}";
        }
    }

    private static string? CodeOf(SqlStatement statement)
    {
        var options = statement switch
        {
            DoStatement block => block.Options,
            CreateFunctionStatement function => function.Options,
            _ => null,
        };
        return options?.FirstOrDefault(option => option.Name == "as")?.Value;
    }

    private static bool BeginsStatement(SqlToken before, string code) =>
        before.Is(code, ';') || before.Is(code, "begin") || before.Is(code, "then") || before.Is(code, "else") || before.Is(code, "loop");

    /// <summary>Whether something in it may be done many times, all in one transaction.</summary>
    public static bool Loops(Operation operation) => operation is SqlText { EndsTransactions: false } && Of(operation) is { } code && Loops(code);

    /// <summary>Whether something in the code of a DO block or function may be done many times.</summary>
    public static bool Loops(SqlStatement statement) => CodeOf(statement) is { } code && Loops(code);

    private static bool Loops(string code) => SqlLexer.Tokenize(code).Any(token => token.Is(code, "loop"));
}
