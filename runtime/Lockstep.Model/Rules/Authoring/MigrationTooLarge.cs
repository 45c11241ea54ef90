using System.Globalization;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1013.</summary>
public sealed class MigrationTooLarge : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1013",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "A migration is small",
        "Migration '{0}' has {1} statements, more than {2}: split it, so that each part can be applied, checked and taken back on its own",
        "The statements of a migration share a transaction, so the locks of the first are held until the last is done; and a large migration is hard to " +
        "review and to take back in part. The limit is lockstep_max_statements.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var most = review.Options.MaxStatements;
        if (review.Up.Count <= most || review.Script.Runner != ScriptRunner.Lockstep) return;
        report.Add(
            Info,
            review.Script.Origin,
            review.Script.Name,
            review.Up.Count.ToString(CultureInfo.InvariantCulture),
            most.ToString(CultureInfo.InvariantCulture));
    }
}
