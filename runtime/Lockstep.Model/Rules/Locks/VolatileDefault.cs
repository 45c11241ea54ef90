using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2040.</summary>
public sealed class VolatileDefault : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2040",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A column is added without a volatile default",
        "Column '{0}.{1}' gets {2} as its default, which may be another value in each row: every row of '{0}' and every index is written anew while reads " +
        "and writes wait (ACCESS EXCLUSIVE); add the column without a default, then SET DEFAULT, then fill the old rows in batches",
        "A default that is one value for all rows, constant or stable, is kept in the catalog, whatever the table's size. A volatile one, such as " +
        "gen_random_uuid() or clock_timestamp(), has to be computed for and written into each row.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.VolatileDefault(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddColumn { Column: { Default: { } value } column } add) return;
        if (ColumnRewrites.CauseOf(add, reviewed, review) == ColumnRewrite.Default) report.Add(Info, add.Origin, add.Table.ToString(), column.Name, value);
    }
}
