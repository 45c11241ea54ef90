using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1015.</summary>
public sealed class MigrationDocumented : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1015",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "A migration says what it is for",
        "Migration '{0}' has no {1}: say it, in {2}, so that who runs it, or takes it back, knows",
        "Description, purpose and ticket stand in the plan, the history and the reports. Which of them must be there is said with lockstep_required_documentation.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        if (review.Script.Runner != ScriptRunner.Lockstep) return;
        var said = review.Script.Documentation;
        foreach (var wanted in review.Options.RequiredDocumentation)
        {
            var (value, where) = wanted switch
            {
                "description" => (said.Description, "the [Migration] attribute, or the file's name"),
                "purpose" => (said.Purpose, "the class's <summary>, or a comment at the head of the file"),
                "ticket" => (said.Ticket, "Ticket of the [Migration] attribute, or '-- ticket:' at the head of the file"),
                _ => ("unknown", string.Empty),
            };
            if (value.Trim().Length == 0) report.Add(Info, review.Script.Origin, review.Script.Name, wanted, where);
        }
    }
}
