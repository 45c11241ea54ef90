using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2073.</summary>
public sealed class TableEmptied : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2073",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A migration does not TRUNCATE a table that has rows",
        "TRUNCATE throws away all rows of {0}, and reads and writes wait until the transaction ends (ACCESS EXCLUSIVE); delete in batches the rows that are to go, or " +
        "copy them to another table first",
        "No Down brings the rows back. Until the transaction commits, nobody can read the table; a DELETE in batches lets readers through and can be stopped.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not Truncate truncate) return;
        var tables = truncate.Tables.Where(table => !reviewed.IsNew(table) && !reviewed.IsMadeHere(table)).ToList();
        if (tables.Count > 0) report.Add(Info, truncate.Origin, ColumnTypeChange.Quoted(tables));
    }
}
