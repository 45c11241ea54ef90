using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1001.</summary>
public sealed class DownRequired : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1001",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "A migration has a Down",
        "Migration '{0}' {1}, so a release with it can't be rolled back; write a Down that takes back what Up does",
        "When a release goes wrong, the way back must be there and tested, not be written at night. The build runs every Down on a " +
        "throwaway PostgreSQL and compares the schema with what it was before Up.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var script = review.Script;
        if (script.Up.IsEmpty) return;
        var problem = script.DownState switch
        {
            DownState.Missing => "has no Down",
            DownState.Empty => "has an empty Down",
            DownState.Throws => "has a Down that only throws",
            _ => null,
        };
        if (problem is not null) report.Add(Info, script.Origin, script.Name, problem);
    }
}
