using Lockstep.Linting.Reports;
using Lockstep.Model.Rules;

namespace Lockstep.Linting;

/// <summary>What was asked of <c>lint</c>.</summary>
internal sealed record LintOptions
{
    /// <summary>Files, folders, and <c>-</c>.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The file with the schema before them; null for none.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether each file meets that schema.</summary>
    public bool Independent { get; init; }

    /// <summary>The server's major version; null if settings say it.</summary>
    public int? PostgresVersion { get; init; }

    /// <summary>Writes the findings.</summary>
    public required ILintReport Report { get; init; }

    /// <summary>The baseline to read; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The baseline to write; null for none.</summary>
    public string? WriteBaseline { get; init; }

    /// <summary>The least severity that fails; null if nothing does.</summary>
    public RuleSeverity? FailOn { get; init; }

    /// <summary>Whether to mend the files.</summary>
    public bool Fix { get; init; }

    /// <summary>Whether to show what mending would change instead.</summary>
    public bool Diff { get; init; }

    /// <summary>The rules whose findings are mended; empty for all.</summary>
    public IReadOnlyList<string> FixOnly { get; init; } = [];

    /// <summary>The file that standard input stands for; null if none is named.</summary>
    public string? StdinFilename { get; init; }
}
