using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4035.</summary>
public sealed class StatisticsLeftOld : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4035",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "ANALYZE follows a change of many rows",
        "{0} changes many rows of '{1}', and no ANALYZE of it follows: until autovacuum comes by, queries are planned with what the table was like before; add ANALYZE {1}",
        "The planner goes by statistics. A column that was null everywhere and now has values is still null everywhere to it, until the table is analyzed.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var reviewed in review.Up.SelectMany(statement => statement.Operations))
        {
            var table = RowChange.In(reviewed).Where(change => change.Reach != RowReach.Few).Select(change => (Sql.QualifiedName?)change.Table).FirstOrDefault()
                ?? (reviewed.Operation is InsertRows insert && reviewed.Effects.Scans.Count > 0 ? insert.Table : null);
            if (table is not { } name || !reviewed.IsBusy(reviewed.NameOf(name), review)) continue;
            if (!review.Up.Skip(reviewed.Statement.Index).SelectMany(statement => statement.Operations).Any(later => Analyzes(later, reviewed.NameOf(name))))
            {
                report.Add(Info, reviewed.Origin, StatementText.Short(reviewed.Operation), name.ToString());
            }
        }
    }

    private static bool Analyzes(ReviewedOperation reviewed, Schema.ObjectName table) => reviewed.Operation switch
    {
        Analyze analyze => analyze.Targets.IsEmpty || analyze.Targets.Any(target => reviewed.NameOf(target.Table) == table),
        Vacuum vacuum => vacuum.Options.Any(option => option.Name is "analyze") && (vacuum.Targets.IsEmpty || vacuum.Targets.Any(target => reviewed.NameOf(target.Table) == table)),
        _ => false,
    };
}
