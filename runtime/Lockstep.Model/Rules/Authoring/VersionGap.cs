using System.Globalization;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1012.</summary>
public sealed class VersionGap : Rule
{
    /// <summary>Versions from here on are times of writing, <c>20261121</c> or longer, between which gaps mean nothing.</summary>
    private const long FirstTimestamp = 19_000_101;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1012",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "Running numbers have no gap",
        "Version {0} comes after {1}: {2} is missing; number it {2}, or bring the missing migration back",
        "A gap in running numbers is a migration that was deleted, or one that waits on a branch and will run after this one has.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var (version, previous) = (review.Script.Version, review.History.PreviousVersion);
        if (version <= 0 || version >= FirstTimestamp || previous + 1 == version || previous >= version) return;
        report.Add(Info, review.Script.Origin, Text(version), previous == 0 ? "nothing" : Text(previous), Text(previous + 1));
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
