using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2077.</summary>
public sealed class AttachedPartitionScanned : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2077",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A table that becomes a partition has a check that says what its bounds say",
        "Table '{0}' becomes a partition of '{1}': it is read whole {2}, while reads and writes of it wait (ACCESS EXCLUSIVE) and '{1}' can't be vacuumed or changed; {3}",
        "If a validated CHECK of the table implies the bounds, with IS NOT NULL for the columns of the key, nothing is read for them; the check can be dropped afterwards. " +
        "A foreign key of the partitioned table that the table does not have already is checked for all its rows.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => PartitionForms.Attached(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AttachPartition attach || review.IsSmall(reviewed.NameOf(attach.Partition)) || !Scans(attach, reviewed.Effects, reviewed, review)) return;
        if (Problem(attach, reviewed, review) is var (why, whatToDo)) report.Add(Info, attach.Origin, attach.Partition.ToString(), attach.Table.ToString(), why, whatToDo);
    }

    /// <summary>Why it is read; null if only to build indexes, which is reported by itself.</summary>
    private static (string Why, string WhatToDo)? Problem(AttachPartition attach, ReviewedOperation reviewed, MigrationReview review)
    {
        var withoutIndexes = reviewed.Before.Apply(Indexes(attach, reviewed)).Schema;
        if (!Scans(attach, OperationEffects.Of(attach, withoutIndexes, reviewed.Statement.Server), reviewed, review)) return null;
        var withoutKeys = withoutIndexes.Apply(Keys(attach, reviewed)).Schema;
        if (!Scans(attach, OperationEffects.Of(attach, withoutKeys, reviewed.Statement.Server), reviewed, review))
        {
            return ("to check foreign keys for its rows", "first give it the same foreign keys, NOT VALID, and VALIDATE them in a transaction of their own");
        }

        return (
            "to see that its rows are within the bounds",
            attach.Bounds.IndexOf("MODULUS", StringComparison.OrdinalIgnoreCase) >= 0
                ? "attach it empty, and fill it afterwards"
                : "first add a CHECK to it that says the same as the bounds, NOT VALID, and VALIDATE it in a transaction of its own");
    }

    /// <summary>What takes the partitioned table its indexes.</summary>
    private static IEnumerable<Operation> Indexes(AttachPartition attach, ReviewedOperation reviewed) =>
        reviewed.Before.IndexesOf(reviewed.NameOf(attach.Table)).Select<TableIndex, Operation>(index =>
            index.Constraint is { } constraint ? new DropConstraint(attach.Table, constraint) { Cascade = true } : new DropIndex(index.Name.ToQualifiedName()));

    /// <summary>What takes the partitioned table its foreign keys.</summary>
    private static IEnumerable<Operation> Keys(AttachPartition attach, ReviewedOperation reviewed) =>
        reviewed.Table(attach.Table)?.Constraints.Where(constraint => constraint.Definition is ForeignKeyConstraint).Select(constraint => new DropConstraint(attach.Table, constraint.Name)) ?? [];

    /// <summary>Whether effects read the table, or a part of it, while somebody may wait for it.</summary>
    private static bool Scans(AttachPartition attach, OperationEffects effects, ReviewedOperation reviewed, MigrationReview review)
    {
        var child = reviewed.Table(attach.Partition) ?? new Table(reviewed.NameOf(attach.Partition));
        return Partitioning.Within(child, reviewed.Busy(effects.Scans, review), reviewed.Before).Any();
    }
}
