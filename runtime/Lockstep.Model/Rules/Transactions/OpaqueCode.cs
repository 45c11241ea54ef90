using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4017.</summary>
public sealed class OpaqueCode : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4017",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "What kind of statement is executed can be read",
        "{0}: it may drop, lock or rewrite anything, no rule has looked at it, and the schema after it is not known; {1}",
        "EXECUTE of a variable, psql's \\gexec and prepared statements run what nobody has reviewed: not even its first word stands there. Text whose beginning is " +
        "constant, such as format('GRANT SELECT ON %I TO app', …), is judged as far as it is known.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var elsewhere in review.Script.Elsewhere)
        {
            if (elsewhere.File is null) report.Add(Info, elsewhere.Origin, "psql runs what the query gives", "write the statements out");
        }

        foreach (var statement in review.Statements)
        {
            switch (statement.Operation)
            {
                case SqlText { Kind: StatementKind.Block } block when Legibility.IsOpaque(block):
                    report.Add(
                        Info,
                        block.Origin,
                        "The DO block executes text that is put together when it runs",
                        "write the statements out, or begin the text of EXECUTE with constant words");
                    break;
                case SqlText text when Legibility.RunsPrepared(text):
                    report.Add(Info, text.Origin, StatementText.Short(text) + " runs a prepared statement", "write the statement itself");
                    break;
            }
        }
    }
}
