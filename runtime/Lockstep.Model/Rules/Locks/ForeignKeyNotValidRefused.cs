using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2032.</summary>
public sealed class ForeignKeyNotValidRefused : OperationRule
{
    /// <summary>The first version that has NOT VALID for foreign keys of partitioned tables.</summary>
    private const int FirstVersion = 18;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2032",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "Before PostgreSQL 18, no foreign key of a partitioned table is NOT VALID",
        "PostgreSQL {0} refuses {1} of '{2}' NOT VALID, because '{2}' is partitioned (possible since 18); {3}",
        "NOT VALID for a foreign key of a partitioned table came with PostgreSQL 18. Before, the key is added to the partitions one by one; the partitioned " +
        "table then takes those over without looking up a row.");

    /// <summary>What takes the place of NOT VALID for a partitioned table.</summary>
    internal static string ByPartition(string table) =>
        $"add the same key NOT VALID to each partition and validate it there, then add it to '{table}', which takes the partitions' keys over without looking up a row";

    /// <summary>Whether the table is one that can't have a foreign key NOT VALID.</summary>
    internal static bool IsFor(AddConstraint add, ReviewedOperation reviewed, MigrationReview review) =>
        review.Options.PostgresVersion < FirstVersion && reviewed.Table(add.Table) is { PartitionBy: not null };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddConstraint { Constraint: ForeignKeyConstraint { NotValid: true } key } add || !IsFor(add, reviewed, review)) return;
        report.Add(
            Info,
            add.Origin,
            review.Options.PostgresVersion.ToString(System.Globalization.CultureInfo.InvariantCulture),
            key.Name is { } name ? $"foreign key '{name}'" : "a foreign key",
            add.Table.ToString(),
            ByPartition(add.Table.ToString()));
    }
}
