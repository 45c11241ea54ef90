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
        ? (SqlParser.Parse(block.Sql).Statements.FirstOrDefault() as DoStatement)?.Options.FirstOrDefault(option => option.Name == "as")?.Value
        : null;

    /// <summary>Its queries, which are no operations of it, but may change rows in WITH.</summary>
    public static IEnumerable<SelectStatement> Queries(SqlText block) =>
        SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is DoStatement statement
            ? EmbeddedSql.Find(statement, block.Sql).Select(embedded => embedded.Statement).OfType<SelectStatement>()
            : [];

    /// <summary>Whether something in it may be done many times, all in one transaction.</summary>
    public static bool Loops(Operation operation) =>
        operation is SqlText { EndsTransactions: false } && Of(operation) is { } code && SqlLexer.Tokenize(code).Any(token => token.Is(code, "loop"));
}
