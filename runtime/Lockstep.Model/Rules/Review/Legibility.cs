using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Model.Rules.Review;

/// <summary>Whether what a statement does to the schema can be read in it.</summary>
internal static class Legibility
{
    /// <summary>Whether the schema after all the statements is what the replay says, as far as anybody can tell.</summary>
    public static bool IsLegible(IReadOnlyList<ReviewedStatement> statements) => statements.All(IsLegible);

    /// <summary>Whether the schema after the statement is what the replay says, as far as anybody can tell.</summary>
    public static bool IsLegible(ReviewedStatement statement) => statement.Operation switch
    {
        UnknownSql or { Incomplete: true } => false,
        // Whether a block does what stands in it depends on its run; rows don't matter.
        SqlText { Kind: StatementKind.Block } block => !IsDynamic(block) && block.Meaning.All(operation => operation is DataStatement or TransactionControl or SetSetting or ResetSetting),
        SqlText text => !RunsPrepared(text),
        _ => true,
    };

    /// <summary>Whether the statement is an EXECUTE.</summary>
    public static bool RunsPrepared(SqlText text) =>
        text is { Meaning.IsEmpty: true, Kind: not StatementKind.Block } && SqlParser.Parse(text.Sql).Statements.FirstOrDefault() is ExecuteStatement;

    /// <summary>Whether a DO block executes something else than constant text, or is in a language that nobody reads.</summary>
    public static bool IsDynamic(SqlText block)
    {
        if (block.Meaning.Any(operation => operation.Incomplete)) return true;
        return SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is DoStatement statement && (IsForeign(statement) || EmbeddedSql.Unread(statement, block.Sql).Count > 0);
    }

    /// <summary>Whether a DO block executes text of which not even the first word is known, or is in a language that nobody reads.</summary>
    public static bool IsOpaque(SqlText block) =>
        SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is DoStatement statement && (IsForeign(statement) || EmbeddedSql.Unread(statement, block.Sql).Any(text => text.IsOpaque));

    private static bool IsForeign(DoStatement block) =>
        block.Options.LastOrDefault(option => option.Name == "language")?.Value is { } language && !language.Equals("plpgsql", StringComparison.OrdinalIgnoreCase);
}
