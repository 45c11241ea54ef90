using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2047.</summary>
public sealed class StorageChanged : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2047",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "How a column is stored is not changed while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "SET STORAGE and SET COMPRESSION only say what becomes of values that are written from then on, but take ACCESS EXCLUSIVE, unlike SET STATISTICS, fillfactor and the " +
        "settings of autovacuum.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation switch
    {
        SetColumnStorage set => $"SET STORAGE of '{set.Table}.{set.Column}'",
        SetColumnCompression set => $"SET COMPRESSION of '{set.Table}.{set.Column}'",
        SetTableOptions set => "Setting " + string.Join(", ", set.Options.Select(option => option.Name)),
        ResetTableOptions reset => "Resetting " + string.Join(", ", reset.Options),
        _ => null,
    };
}
