using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2091.</summary>
public sealed class ForeignKeysOff : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2091",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "Foreign keys stay on while rows are written",
        "{0} turns off the foreign keys {1} too: rows that break them get in, and PostgreSQL never looks for them again; {2}",
        "A foreign key is enforced by triggers. Switched off with the others, it still stands in the catalog as valid, so neither the planner nor a person sees that it may not " +
        "hold.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case SetTriggerState { State: FiringState.Disabled, Trigger: null, UserOnly: false } set when !reviewed.IsNew(set.Table):
                report.Add(Info, set.Origin, "DISABLE TRIGGER ALL", $"of '{set.Table}'", "write DISABLE TRIGGER USER, which leaves them on");
                break;
            case SetTriggerState { State: FiringState.Disabled, Trigger: { } trigger } set when trigger.StartsWith("RI_ConstraintTrigger", StringComparison.Ordinal):
                report.Add(Info, set.Origin, $"DISABLE TRIGGER \"{trigger}\"", $"of '{set.Table}'", "drop the foreign key, and add it again NOT VALID and validate it");
                break;
            case SetSetting { Name: "session_replication_role" } set when set.Value.Trim('\'').Equals("replica", StringComparison.OrdinalIgnoreCase):
                report.Add(Info, set.Origin, "session_replication_role = replica", "of all tables, and all ordinary triggers", "disable by name the triggers that are in the way");
                break;
        }
    }
}
