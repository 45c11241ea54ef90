using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2022.</summary>
public sealed class ReferencedTableLocked : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2022",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "What locks a referenced table too gives up in time",
        "{0} also takes {1} on {2}: it waits for every transaction that {3}, and {4} that come after it wait behind it; set lock_timeout before it, and " +
        "try again when it gives up",
        "A foreign key needs triggers on both tables. Making it takes SHARE ROW EXCLUSIVE on the referenced table, which the statement does not seem to " +
        "touch, and dropping it takes ACCESS EXCLUSIVE there. Lockstep sets lock_timeout and tries again.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsGuarded) return;
        switch (reviewed.Operation)
        {
            case CreateTable create:
                var keys = create.Columns.SelectMany(column => column.AllConstraints()).Concat(create.Constraints).OfType<ForeignKeyConstraint>();
                Add(keys, create.Table, $"CREATE TABLE '{create.Table}'", reviewed, report);
                break;
            // Where rows are looked up too, that is the greater harm, and told by itself.
            case AddColumn add when ColumnConstraints.ThatReads<ForeignKeyConstraint>(add, reviewed, review) is null:
                Add(add.Column.AllConstraints().OfType<ForeignKeyConstraint>(), add.Table, $"Column '{ColumnConstraints.Name(add)}'", reviewed, report);
                break;
            case AddConstraint { Constraint: ForeignKeyConstraint { NotValid: false } key } add when reviewed.IsNew(add.Table):
                Add([key], add.Table, Wording.Name(key), reviewed, report);
                break;
            case DropConstraint drop when reviewed.Table(drop.Table) is null && !review.History.IsComplete && AssumedConstraint.IsForeignKey(drop, reviewed):
                report.Add(
                    Info,
                    reviewed.Origin,
                    $"Dropping constraint '{drop.Name}' of '{drop.Table}'",
                    LockMode.AccessExclusive.Words(),
                    "the table that it refers to",
                    "uses it",
                    "all reads and writes");
                break;
            case DropConstraint drop:
                CheckPartners(drop, $"Dropping constraint '{drop.Name}' of '{drop.Table}'", reviewed, report);
                break;
            case AlterConstraint { Enforced: false } alter:
                CheckPartners(alter, $"Constraint '{alter.Name}' of '{alter.Table}', which becomes NOT ENFORCED,", reviewed, report);
                break;
        }
    }

    private void Add(IEnumerable<ForeignKeyConstraint> keys, QualifiedName table, string what, ReviewedOperation reviewed, Report report)
    {
        var own = reviewed.NameOf(table);
        var targets = keys.Select(key => reviewed.NameOf(key.Target.Table)).Where(target => target != own && !reviewed.IsNew(target)).Distinct().ToList();
        if (targets.Count > 0) Add(what, LockMode.ShareRowExclusive, targets, reviewed, report);
    }

    private void CheckPartners(TableChange change, string what, ReviewedOperation reviewed, Report report)
    {
        var own = Work.Family(change.Table, reviewed);
        var targets = reviewed.Effects.Locks
            .Where(held => held.Mode == LockMode.AccessExclusive && !own.Contains(held.Relation) && reviewed.Before.Relations.Find(held.Relation) is Table && !reviewed.IsNew(held.Relation))
            .Select(held => held.Relation)
            .ToList();
        if (targets.Count > 0) Add(what, LockMode.AccessExclusive, targets, reviewed, report);
    }

    private void Add(string what, LockMode mode, List<ObjectName> targets, ReviewedOperation reviewed, Report report) => report.Add(
        Info,
        reviewed.Origin,
        what,
        mode.Words(),
        string.Join(" and ", targets.Select(target => $"'{target}'")),
        (mode == LockMode.AccessExclusive ? "uses " : "writes to ") + (targets.Count == 1 ? "it" : "one of them"),
        mode == LockMode.AccessExclusive ? "all reads and writes" : "all writes");
}
