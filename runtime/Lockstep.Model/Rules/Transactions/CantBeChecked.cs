using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4015.</summary>
public sealed class CantBeChecked : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4015",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "What a migration does can be read in it",
        "{0}, so no rule has looked at it, and the schema after it is not known; {1}",
        "Rules read SQL. Text that is put together when the migration runs, in C# or by EXECUTE in a DO block, they can't read; what follows in this and later " +
        "migrations they judge without it. The proof on a throwaway PostgreSQL still runs it.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var statement in review.Statements)
        {
            switch (statement.Operation)
            {
                case UnknownSql:
                    report.Add(Info, statement.Operation.Origin, "A part of this is known only when it runs", "write it as constants");
                    break;
                case SqlText { Kind: StatementKind.Block } block when IsDynamic(block):
                    report.Add(
                        Info,
                        block.Origin,
                        "The DO block executes text that is put together when it runs",
                        "write the statements out, or see to it that it changes only what rules need not judge");
                    break;
                case SqlText { Kind: not StatementKind.Block, Meaning.IsEmpty: true } text when SqlParser.Parse(text.Sql).Statements.FirstOrDefault() is ExecuteStatement:
                    report.Add(Info, text.Origin, StatementText.Short(text) + " runs a prepared statement", "write the statement itself");
                    break;
            }
        }
    }

    /// <summary>Whether EXECUTE gets something else than one string, or a string with holes.</summary>
    private static bool IsDynamic(SqlText block)
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
