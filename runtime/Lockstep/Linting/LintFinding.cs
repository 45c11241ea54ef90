using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Fixes;

namespace Lockstep.Linting;

/// <summary>A finding in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Finding">What was found, and where in the file.</param>
/// <param name="Severity">How bad it is, by the user's configuration.</param>
internal sealed record LintFinding(LintedFile File, Finding Finding, RuleSeverity Severity)
{
    /// <summary>The reason that the suppression gives which silences it; null if none does.</summary>
    public string? AllowedBecause { get; init; }

    /// <summary>What it is known by from one run to the next, wherever in the file it moves.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Whether the baseline has it.</summary>
    public bool IsInBaseline { get; init; }

    /// <summary>What would mend it; null if nothing does that is known to be right.</summary>
    public SqlFix? Fix { get; init; }

    /// <summary>Whether it is to be shown.</summary>
    public bool IsReported => AllowedBecause is null && !IsInBaseline;

    /// <summary>The rule.</summary>
    public RuleInfo Rule => Finding.Rule;

    /// <summary>The line, counted from 1.</summary>
    public int Line => File.Content.LineOf(Finding.Origin.Start) + 1;

    /// <summary>The column, counted from 1 in UTF-16 units, as editors and the compiler do.</summary>
    public int Column => Finding.Origin.Start - File.Content.LineStart(Line - 1) + 1;

    /// <summary>The line of the last character, counted from 1.</summary>
    public int EndLine => File.Content.LineOf(LastCharacter) + 1;

    /// <summary>The column behind the last character, counted from 1.</summary>
    public int EndColumn => LastCharacter - File.Content.LineStart(EndLine - 1) + (Finding.Origin.Length > 0 ? 2 : 1);

    private int LastCharacter => Finding.Origin.Start + Math.Max(0, Finding.Origin.Length - 1);
}
