using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5024.</summary>
public sealed class TablePartitioned : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5024",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "Tables are not partitioned",
        "Table '{0}' is partitioned by {1}; this project asks for ordinary tables",
        "For teams that do without partitions: their keys must contain the partition key, no index can be built on all of them concurrently, and somebody has to make the next " +
        "partition in time.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (!reviewed.Statement.IsDown && reviewed.Operation is CreateTable { PartitionBy: { } key } create) report.Add(Info, create.Origin, create.Table.ToString(), key);
    }
}
