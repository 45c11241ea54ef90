using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2010.</summary>
public sealed class ConstraintIndexDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2010",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "An index that something needs is not dropped alone",
        "PostgreSQL refuses to drop index '{0}', because {1} needs it; {2}",
        "The index of a primary key, unique or exclusion constraint goes with its constraint, and a partition's part of a partitioned table's index goes " +
        "with the whole.");

    /// <summary>Whether a constraint or a partitioned table's index needs the index.</summary>
    internal static bool IsNeeded(TableIndex index) => index.Constraint is not null || index.Parent is not null;

    private static TableIndex? IndexOf(DropIndex drop, ReviewedOperation reviewed) => reviewed.Before.IndexOrAssumed(reviewed.NameOf(drop.Index));

    /// <summary>Whether the operation is refused for that.</summary>
    internal static bool Refuses(ReviewedOperation reviewed) =>
        reviewed.Operation is DropIndex drop && IndexOf(drop, reviewed) is { } index && IsNeeded(index);

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.ConstraintInstead(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not DropIndex drop || IndexOf(drop, reviewed) is not { } index || !IsNeeded(index)) return;
        // A partition's part of a constraint's index is not to be dropped by its constraint either, which is inherited.
        if (index.Parent is { } parent) report.Add(Info, drop.Origin, drop.Index.ToString(), $"'{parent}', the partitioned table's index,", "drop that one");
        else report.Add(Info, drop.Origin, drop.Index.ToString(), $"constraint '{index.Constraint}' of '{index.Table}'", $"use ALTER TABLE {index.Table.ToQualifiedName().ToSql()} DROP CONSTRAINT {SqlIdentifier.Quote(index.Constraint!)}");
    }
}
