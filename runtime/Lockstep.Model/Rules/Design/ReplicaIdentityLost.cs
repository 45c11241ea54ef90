using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5027.</summary>
public sealed class ReplicaIdentityLost : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5027",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table's old rows can be found by a key where they are replicated",
        "{0}: {1}; {2}",
        "Logical replication finds the row to change by the replica identity: the primary key, unless another index is named. Without it, UPDATE and DELETE of a published table " +
        "fail on the publisher (error 55000); with FULL, each writes the whole old row to the log, and the subscriber may have to read its table to find it.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case SetReplicaIdentity { Identity: ReplicaIdentity.Nothing } set:
                report.Add(
                    Info,
                    set.Origin,
                    $"'{set.Table}' gets REPLICA IDENTITY NOTHING",
                    "UPDATE and DELETE of it fail while it is published",
                    "leave it the primary key, or name a unique index on NOT NULL columns");
                break;
            case SetReplicaIdentity { Identity: ReplicaIdentity.Full } set when reviewed.IsBusy(reviewed.NameOf(set.Table), review):
                report.Add(
                    Info,
                    set.Origin,
                    $"'{set.Table}' gets REPLICA IDENTITY FULL",
                    "each UPDATE and DELETE writes the whole old row to the log, and subscribers look for it without a key",
                    "leave it the primary key, or name a unique index on NOT NULL columns");
                break;
            case DropConstraint or DropColumn or DropIndex:
                CheckLoss(reviewed, review, report);
                break;
        }
    }

    /// <summary>A published table that had a replica identity before the operation, and has none after it nor at the end.</summary>
    private void CheckLoss(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var published = PublishedTables.All(reviewed.Before).ToList();
        if (published.Count == 0 || TableOf(reviewed) is not { } table || !HasIdentity(table, reviewed.Before) || !published.Exists(publication => publication.Has(table.Name))) return;
        var after = reviewed.Before.Apply(reviewed.Operation).Schema;
        if (after.Relations.Find(table.Name) is not Table now || HasIdentity(now, after)) return;
        if (review.AfterUp.Relations.Find(table.Name) is not Table end || HasIdentity(end, review.AfterUp)) return;
        report.Add(
            Info,
            reviewed.Origin,
            $"'{table.Name}' is published and loses its replica identity",
            "UPDATE and DELETE of it fail from then on (error 55000)",
            "first name another unique index: ALTER TABLE … REPLICA IDENTITY USING INDEX …");
    }

    private static Table? TableOf(ReviewedOperation reviewed) => reviewed.Operation switch
    {
        TableChange change => reviewed.Table(change.Table),
        DropIndex drop => reviewed.Before.Find(drop.Index) is TableIndex index ? reviewed.Before.Relations.Find(index.Table) as Table : null,
        _ => null,
    };

    private static bool HasIdentity(Table table, DatabaseSchema schema) => table.ReplicaIdentity switch
    {
        ReplicaIdentity.Full => true,
        ReplicaIdentity.Nothing => false,
        ReplicaIdentity.Index => schema.IndexesOf(table.Name).Any(index => index.Name.Name == table.ReplicaIndex),
        _ => table.Constraints.Any(constraint => constraint.Definition is PrimaryKeyConstraint),
    };
}
