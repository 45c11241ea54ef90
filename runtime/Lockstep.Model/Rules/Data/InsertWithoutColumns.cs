using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4037.</summary>
public sealed class InsertWithoutColumns : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4037",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "An INSERT names its columns",
        "INSERT into '{0}' does not name its columns: values go by the order that the columns happen to have in this database; name them",
        "The order of columns depends on the history of the table: one that was dropped and added again stands at the end.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not InsertRows { Incomplete: false } insert) return;
        if (SqlParser.Parse(insert.Sql).Statements.FirstOrDefault() is InsertStatement { Columns.Count: 0, Source: not null }) report.Add(Info, reviewed.Origin, insert.Table.ToString());
    }
}
