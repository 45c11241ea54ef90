using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

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
        if (SqlParser.Parse(block.Sql).Statements.FirstOrDefault() is not DoStatement { Options: var options }) return false;
        if (options.FirstOrDefault(option => option.Name == "as")?.Value is not { } code) return false;
        if (options.LastOrDefault(option => option.Name == "language")?.Value is { } language && !language.Equals("plpgsql", StringComparison.OrdinalIgnoreCase)) return true;
        var tokens = SqlLexer.Tokenize(code);
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            // EXECUTE FUNCTION stands in a CREATE TRIGGER.
            if (!tokens[at].Is(code, "execute") || tokens[at + 1].Is(code, "function") || tokens[at + 1].Is(code, "procedure")) continue;
            var isText = tokens[at + 1].Kind is SqlTokenKind.String or SqlTokenKind.EscapeString or SqlTokenKind.DollarString;
            if (!isText || (at + 2 < tokens.Count && tokens[at + 2].Kind == SqlTokenKind.Operator)) return true;
        }

        return false;
    }
}
