using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4008.</summary>
public sealed class AltersCombined : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4008",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "Changes of one table stand in one ALTER TABLE",
        "{0} follows another ALTER TABLE of '{1}': each waits for its lock and goes over the table anew; write them as one ALTER TABLE with commas",
        "PostgreSQL does all parts of one ALTER TABLE under one lock, and rewrites or scans the table once for all of them.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var part in new[] { review.Up, review.Down })
        {
            for (var at = 1; at < part.Count; at++)
            {
                if (Altered(part[at]) is not { } table || Altered(part[at - 1]) != table || part[at].Operations[0].IsNew(table)) continue;
                report.Add(Info, part[at].Operation.Origin, StatementText.Short(part[at].Operation), table.ToString());
            }
        }
    }

    /// <summary>The table of an ALTER TABLE that could be a part of another one; null for others.</summary>
    private static ObjectName? Altered(ReviewedStatement statement)
    {
        if (statement.IsBlock || statement.Operations.Count == 0 || statement.Operation is not SqlText) return null;
        return statement.Operations.All(reviewed => reviewed.Operation is TableChange { Relation: RelationKind.Table } change && CanBeCombined(change))
            ? statement.Operations[0].NameOf(((TableChange)statement.Operations[0].Operation).Table)
            : null;
    }

    /// <summary>What has a statement of its own in PostgreSQL's grammar can't; what checks rows had better not, behind what locks more.</summary>
    private static bool CanBeCombined(TableChange change) =>
        change is not (RenameTable or RenameColumn or RenameConstraint or SetTableSchema or AttachPartition or DetachPartition or ValidateConstraint or AddConstraint { Constraint.NotValid: true });
}
