using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1017.</summary>
public sealed class NamesAsAgreed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1017",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "What a migration makes has a name as the project wants it",
        "{0} '{1}' {2}; {3}",
        "Names that all follow one rule can be guessed, and need no quotes. The rule is said with lockstep_naming_case, snake_case unless told otherwise, and a pattern for each kind of things, such as " +
        "lockstep_naming_indexes = ix_{table}_*.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        var naming = review.Options.Naming;
        foreach (var name in NewName.In(reviewed.Operation))
        {
            if (!NameStyle.Is(naming.Case, name.Name)) report.Add(Info, reviewed.Origin, name.What, name.Name, "is not in " + NameStyle.NameOf(naming.Case), $"name it '{NameStyle.To(naming.Case, name.Name)}'");
            if (naming.PatternOf(name.Kind) is not { } pattern) continue;
            var meant = pattern.Replace("{table}", name.Table).Replace("{columns}", name.Columns);
            if (!NameStyle.Matches(name.Name, meant)) report.Add(Info, reviewed.Origin, name.What, name.Name, $"does not look like '{meant}'", $"lockstep_naming_{name.Kind} wants {pattern}");
        }
    }
}
