using System.Globalization;
using System.Text;
using Lockstep.Reporting;

namespace Lockstep.Hosting.Terminal;

/// <summary>What a terminal shows of a step while it lasts. Pure: knows no terminal.</summary>
/// <param name="Work">The step.</param>
internal sealed record LiveLines(WorkInHand Work)
{
    private const int BarWidth = 20;

    /// <summary>The latest progress; null if none was told.</summary>
    public RunEvent? Progress { get; init; }

    /// <summary>The latest wait; null if the step does not wait.</summary>
    public RunEvent? Waiting { get; init; }

    /// <summary>The same after something that happened, as far as it shows.</summary>
    public LiveLines After(RunEvent happened) => happened.Event switch
    {
        // Whoever works does not wait.
        "progress" => this with { Progress = happened, Waiting = null },
        "waiting" or "blocked" or "retry" => this with { Waiting = happened },
        _ => this,
    };

    /// <summary>The lines.</summary>
    /// <param name="elapsed">How long the run has been at work.</param>
    /// <param name="width">How wide they may be.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    public IReadOnlyList<string> Lines(TimeSpan elapsed, int width, bool unicode)
    {
        var step = Work.Steps > 1 ? string.Create(CultureInfo.InvariantCulture, $"[{Work.Step}/{Work.Steps}] ") : "";
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{Work.Number} of {Work.Count}  {Work.Version} {Work.Name}  {Figures.WholeTime(elapsed.TotalSeconds)}"),
            $"  {step}{Work.What()}",
        ];
        if (Progress?.Progress is { } progress) lines.Add("  " + (progress.Share is { } share ? Bar(share, unicode) + "  " : "") + progress.Words);
        if (Waiting is { } waiting) lines.Add($"  {waiting.Event} {waiting.Text}");
        return [.. lines.Select(line => Fit(line, width, unicode))];
    }

    private static string Bar(double share, bool unicode)
    {
        var full = (int)Math.Floor(share * BarWidth);
        return new string(unicode ? '█' : '#', full) + new string(unicode ? '░' : '.', BarWidth - full);
    }

    /// <summary>One line of it, without control characters: a name may hold any.</summary>
    private static string Fit(string line, int width, bool unicode)
    {
        var text = new StringBuilder(line.Length);
        foreach (var character in line) text.Append(char.IsControl(character) ? ' ' : character);
        var longest = Math.Max(1, width - 1);
        if (text.Length <= longest) return text.ToString();
        text.Length = longest - 1;
        return text.Append(unicode ? '…' : '.').ToString();
    }
}
