using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6010.</summary>
public sealed class EventTriggerMade : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6010",
        RuleCategory.Security,
        RuleSeverity.Info,
        "No migration makes an event trigger",
        "Event trigger '{0}' runs at every {1} in the database, that of later migrations too, and a fault in it stops them all; leave it to who runs the server",
        "An event trigger needs a superuser, and runs with the privileges of whoever changes the schema. Policy of some teams; off by default.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (!reviewed.Statement.IsDown && reviewed.Operation is CreateEventTrigger create) report.Add(Info, create.Origin, create.Name, create.Event);
    }
}
