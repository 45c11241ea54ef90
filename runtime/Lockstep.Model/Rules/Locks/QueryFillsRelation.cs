using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2076.</summary>
public sealed class QueryFillsRelation : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2076",
        RuleCategory.Locks,
        RuleSeverity.Info,
        "A relation is filled by a query apart from other changes",
        "{0} '{1}' is filled from {2} by the statement that makes it: until the query is done the transaction stays open, with the locks of what ran before in it, and no " +
        "row that dies meanwhile is cleaned up; {3}",
        "The query only reads, but it runs as long as it runs, inside the migration's transaction. Made empty, the relation can be filled by a step of its own.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            // What is temporary is mostly small, and this session's own.
            case CreateTableAs { WithNoData: false, Persistence: not Persistence.Temporary } create:
                Add("Table", create.Table, "create it empty, and fill it in batches");
                break;
            case CreateMaterializedView { WithNoData: false } create:
                Add("Materialized view", create.View, "create it WITH NO DATA, and refresh it in a migration of its own");
                break;
        }

        void Add(string what, QualifiedName name, string whatToDo)
        {
            var sources = reviewed.Effects.Locks.Where(held => IsSource(held, reviewed, review)).Select(held => held.Relation).ToList();
            if (sources.Count > 0) report.Add(Info, reviewed.Origin, what, name.ToString(), ColumnTypeChange.Quoted(sources), whatToDo);
        }
    }

    private static bool IsSource(RelationLock held, ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Before.Relations.Find(held.Relation) is null or RowRelation && reviewed.IsBusy(held.Relation, review);
}
