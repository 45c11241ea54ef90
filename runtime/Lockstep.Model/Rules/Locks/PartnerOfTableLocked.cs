using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2085.</summary>
public sealed class PartnerOfTableLocked : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2085",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A table with foreign keys does not come or go while locks are waited for without a limit",
        "{0} takes {1} on '{2}' too, which a foreign key connects with it, with no lock_timeout: while it waits for a running query there, {3} queue behind it; set lock_timeout " +
        "first, and try again if it runs out",
        "Dropping a table drops its foreign keys, and with them triggers of the tables that they connect it with. Attaching or creating a partition makes the foreign keys of " +
        "the partitioned table for it.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsGuarded) return;
        switch (reviewed.Operation)
        {
            // Of a partition the greater lock, on the partitioned table, is what is reported; so it is of a new one, unless what is reported is a scan.
            case DropTable drop when reviewed.Table(drop.Table) is not { Bounds: not null }:
                Add($"Dropping '{drop.Table}'", Family(reviewed, drop.Table));
                break;
            case AttachPartition attach:
                Add($"Attaching '{attach.Partition}'", [.. Family(reviewed, attach.Table), .. Family(reviewed, attach.Partition)]);
                break;
            case CreatePartition create when Partitioning.ScannedDefault(reviewed, reviewed.NameOf(create.Parent), review) is not null:
                Add($"Creating partition '{create.Table}'", Family(reviewed, create.Parent));
                break;
        }

        void Add(string what, IReadOnlyList<ObjectName> own)
        {
            RelationLock? strongest = null;
            foreach (var held in reviewed.Effects.Locks)
            {
                if (!held.Mode.BlocksWrites() || own.Contains(held.Relation) || reviewed.IsNew(held.Relation) || reviewed.Before.Relations.Find(held.Relation) is not Table) continue;
                if (strongest is null || held.Mode > strongest.Mode) strongest = held;
            }

            if (strongest is null) return;
            report.Add(Info, reviewed.Origin, what, strongest.Mode.Words(), strongest.Relation.ToString(), strongest.Mode.BlocksReads() ? "all reads and writes" : "all writes");
        }
    }

    /// <summary>The table, what it is a part of, and its parts.</summary>
    private static List<ObjectName> Family(ReviewedOperation reviewed, QualifiedName name)
    {
        if (reviewed.Table(name) is not { } table) return [reviewed.NameOf(name)];
        var family = new List<ObjectName>(new SchemaWalk(reviewed.Before).WithDescendants(table).Select(member => member.Name));
        for (var at = table; at?.Inherits is [var parent, ..]; at = reviewed.Before.Relations.Find(parent) as Table)
        {
            family.Add(parent);
            if (Partitioning.DefaultOf(parent, reviewed.Before) is { } rest) family.Add(rest.Name);
        }

        return family;
    }
}
