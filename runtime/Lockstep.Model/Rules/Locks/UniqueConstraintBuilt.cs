using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2025.</summary>
public sealed class UniqueConstraintBuilt : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2025",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A unique constraint of an existing table uses an index that is there",
        "{0} of '{1}' builds its index while reads of and writes to '{1}' wait (ACCESS EXCLUSIVE lock); {2}",
        "ADD UNIQUE builds an index under ACCESS EXCLUSIVE. CREATE UNIQUE INDEX CONCURRENTLY builds the same index while everybody works, and ADD … UNIQUE " +
        "USING INDEX then makes the constraint of it without reading a row.");

    /// <summary>How a partitioned table gets a key without its partitions being locked while their indexes are built.</summary>
    internal static string KeyByPartition(string table) =>
        $"PostgreSQL can't take over an index for a partitioned table: add it to ONLY '{table}', to each partition USING INDEX of a unique index that is " +
        "created concurrently, and attach the partitions' indexes (ALTER INDEX … ATTACH PARTITION)";

    /// <summary>Whether the constraint is one of a partitioned table without those of its partitions, for which no index is built.</summary>
    internal static bool IsHollow(AddConstraint add, ReviewedOperation reviewed) => add.Only && reviewed.Table(add.Table) is { PartitionBy: not null };

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => KeyForms.Unique(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var concurrently = "create a unique index concurrently" + Wording.Outside(reviewed.Statement);
        switch (reviewed.Operation)
        {
            // A constraint over periods has an index of another kind, which can't be made apart.
            case AddConstraint { Constraint: UniqueConstraint { UsingIndex: null, WithoutOverlaps: false } unique } add when !IsHollow(add, reviewed) && Work.Reads(reviewed.Effects, add.Table, reviewed, review):
                var whatToDo = reviewed.Table(add.Table) is { PartitionBy: not null }
                    ? KeyByPartition(add.Table.ToString())
                    : concurrently + ", then add the constraint USING INDEX";
                report.Add(Info, add.Origin, Wording.Name(unique), add.Table.ToString(), whatToDo);
                break;
            case AddColumn add when ColumnConstraints.ThatReads<UniqueConstraint>(add, reviewed, review) is not null:
                report.Add(Info, add.Origin, $"UNIQUE on new column '{add.Column.Name}'", add.Table.ToString(), "add the column without it, " + concurrently + ", then add the constraint USING INDEX");
                break;
        }
    }
}
