using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1018.</summary>
public sealed class MigrationNamed : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1018",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "A migration and its file are named alike",
        "Migration '{0}' {1}; {2}",
        "Who reads the history has the migration's name, and looks for its file. A class is named in PascalCase, an SQL file in snake_case behind its version; lockstep_naming_migrations says what else " +
        "the name looks like.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var script = review.Script;
        if (script.Runner != ScriptRunner.Lockstep) return;
        var file = script.Origin.File.Substring(script.Origin.File.LastIndexOfAny(['/', '\\']) + 1);
        var (stem, ending) = file.LastIndexOf('.') is var dot and > 0 ? (file.Substring(0, dot), file.Substring(dot)) : (file, string.Empty);
        var (rest, isSql) = (stem.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_', '-'), ending == ".sql");
        var (name, style) = isSql ? (rest, NameCase.Snake) : (script.Name, NameCase.Pascal);
        if (!NameStyle.Is(style, name)) Add($"is not in {NameStyle.NameOf(style)}", $"name it '{NameStyle.To(style, name)}'");
        else if (review.Options.Naming.PatternOf("migrations") is { } pattern && !NameStyle.Matches(name, pattern)) Add($"does not look like '{pattern}'", "lockstep_naming_migrations wants that");
        else if (ending == ".cs" && rest != script.Name) Add($"stands in '{file}'", $"name the file '{script.Name}.cs', its version in front of it if you like");

        void Add(string fault, string whatToDo) => report.Add(Info, script.Origin, isSql ? file : script.Name, fault, whatToDo);
    }
}
