using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5020.</summary>
public sealed class TableWithoutPrimaryKey : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5020",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table has a primary key",
        "Table '{0}' has no primary key: nothing tells two equal rows apart, and logical replication refuses its UPDATE and DELETE; give it one",
        "A primary key is what other tables refer to, what a backfill goes along in batches, what pg_repack needs, and the replica identity of logical replication.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        // Another file may give the table its key.
        if (review.Script.Runner == ScriptRunner.StatementByStatement) return;
        foreach (var (made, table) in MadeTables.Of(review))
        {
            if (!table.Constraints.Any(constraint => constraint.Definition is PrimaryKeyConstraint)) report.Add(Info, made.Origin, table.Name.ToString());
        }
    }
}
