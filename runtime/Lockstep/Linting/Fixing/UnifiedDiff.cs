using System.Globalization;
using System.Text;

namespace Lockstep.Linting.Fixing;

/// <summary>Differences as <c>git apply</c> and <c>patch</c> take them.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference between two texts of a file.</summary>
    /// <param name="path">The file, with <c>/</c>.</param>
    /// <param name="before">What was there; null for a new file.</param>
    /// <param name="after">What is to be there.</param>
    public static string Of(string path, string? before, string after)
    {
        var lines = LineDiff.Of(Lines(before ?? ""), Lines(after));
        var text = new StringBuilder();
        text.Append(before is null ? "--- /dev/null\n" : $"--- a/{path}\n").Append(CultureInfo.InvariantCulture, $"+++ b/{path}\n");
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Kind == ' ') continue;
            var start = Math.Max(0, at - Context);
            var end = EndOfHunk(lines, at);
            AppendHunk(text, lines, start, end);
            at = end - 1;
        }

        return text.ToString();
    }

    /// <summary>Changes that are close to each other share a hunk.</summary>
    private static int EndOfHunk(List<DiffLine> lines, int change)
    {
        var last = change;
        for (var at = change; at < lines.Count && at - last <= 2 * Context; at++)
        {
            if (lines[at].Kind != ' ') last = at;
        }

        return Math.Min(lines.Count, last + Context + 1);
    }

    private static void AppendHunk(StringBuilder text, List<DiffLine> lines, int start, int end)
    {
        var hunk = lines.GetRange(start, end - start);
        var (oldBefore, newBefore) = (Count(lines, start, '+'), Count(lines, start, '-'));
        var (oldCount, newCount) = (hunk.Count(line => line.Kind != '+'), hunk.Count(line => line.Kind != '-'));
        // A side without lines names the line before.
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldBefore + (oldCount > 0 ? 1 : 0)},{oldCount} +{newBefore + (newCount > 0 ? 1 : 0)},{newCount} @@\n");
        foreach (var line in hunk)
        {
            text.Append(line.Kind).Append(line.Text);
            if (!line.Text.EndsWith('\n')) text.Append("\n\\ No newline at end of file\n");
        }
    }

    private static int Count(List<DiffLine> lines, int end, char other) => lines.Take(end).Count(line => line.Kind != other);

    /// <summary>The lines with their line ends.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }
}
