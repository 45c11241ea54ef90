using System.Text;
using Lockstep.Model.Rules.Fixes;

namespace Lockstep.Linting.Fixing;

/// <summary>What mending came to; nothing is written yet.</summary>
/// <param name="Files">The files as they are then, judged.</param>
/// <param name="Changed">The texts that changed or are new, each with what was there before; null for a new file.</param>
/// <param name="Fixed">How many findings were mended.</param>
internal sealed record FixOutcome(IReadOnlyList<LintedFile> Files, IReadOnlyList<(LintSource? Before, LintSource After)> Changed, int Fixed);

/// <summary>Applies fixes until nothing is left that has one.</summary>
internal static class SourceFixer
{
    // A fix that makes a finding whose fix makes the first one again would have no end.
    private const int MaximumRounds = 10;

    /// <summary>Mends the texts in memory.</summary>
    /// <param name="request">The texts.</param>
    /// <param name="judge">Judges texts, and leaves out of the reported findings what is not to be mended.</param>
    /// <param name="isWanted">Tells of a finding that has a fix whether it is to be mended.</param>
    public static FixOutcome Run(LintRequest request, Func<LintRequest, IReadOnlyList<LintedFile>> judge, Func<LintFinding, bool> isWanted)
    {
        var original = request.Sources.ToDictionary(source => source.FullPath, StringComparer.Ordinal);
        var count = 0;
        for (var round = 0; ; round++)
        {
            var files = judge(request);
            var sources = request.Sources.ToDictionary(source => source.FullPath, StringComparer.Ordinal);
            var mended = round == MaximumRounds ? 0 : files.Sum(file => Mend(file, sources, isWanted));
            if (mended == 0)
            {
                return new(files, [.. request.Sources
                    .Where(source => original.GetValueOrDefault(source.FullPath)?.Text != source.Text)
                    .Select(source => (original.GetValueOrDefault(source.FullPath), source))], count);
            }

            count += mended;
            // In the order in which they were named; files that were made stand at the end.
            request = request with
            {
                Sources = [.. request.Sources.Select(source => sources[source.FullPath]), .. sources.Values.Where(source => request.Sources.All(known => known.FullPath != source.FullPath))],
            };
        }
    }

    /// <summary>Mends one file, and makes the files that its fixes want.</summary>
    /// <returns>How many findings were mended.</returns>
    private static int Mend(LintedFile file, Dictionary<string, LintSource> sources, Func<LintFinding, bool> isWanted)
    {
        var edits = new List<SqlEdit>();
        var count = 0;
        var fixes = file.Findings.Where(finding => finding.IsReported && isWanted(finding)).Select(finding => finding.Fix).OfType<SqlFix>().OrderByDescending(fix => fix.ComesFirst).ToList();
        foreach (var fix in fixes)
        {
            if (fix.ComesLast && fixes.Exists(other => !other.ComesLast)) continue;
            // What touches an edit that was taken comes in the next round, if it is still wanted then.
            if (fix.Edits.Any(edit => edits.Exists(other => Touch(edit, other)))) continue;
            edits.AddRange(fix.Edits);
            foreach (var made in fix.NewFiles)
            {
                var path = PathOf(made, file, sources.Values);
                sources[path] = new(SourceFinder.Name(path), path, made.Text);
            }

            count++;
        }

        if (edits.Count > 0) sources[file.Source.FullPath] = file.Source with { Text = Apply(file.Source.Text, edits) };
        return count;
    }

    /// <summary>Where the file goes: beside the mended one, after all that are there or are about to be.</summary>
    private static string PathOf(SqlNewFile made, LintedFile file, IEnumerable<LintSource> sources)
    {
        var folder = Path.GetDirectoryName(file.Source.FullPath)!;
        var known = sources.Select(source => source.FullPath).Where(path => IsWithin(path, folder));
        var there = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.sql") : [];
        return Path.Combine(folder, NextFileName.After(Path.GetFileName(file.Source.FullPath), known.Concat(there).Select(path => Path.GetFileName(path)), made.Description));
    }

    private static bool IsWithin(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Headers are put in at the start, in whatever order.</summary>
    private static bool Touch(SqlEdit left, SqlEdit right) => (left, right) is not ({ Start: 0, Length: 0 }, { Start: 0, Length: 0 }) && left.Start <= right.Start + right.Length && right.Start <= left.Start + left.Length;

    private static string Apply(string text, List<SqlEdit> edits)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.Start + edit.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
