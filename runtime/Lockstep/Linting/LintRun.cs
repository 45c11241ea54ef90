using Lockstep.Hosting;
using Lockstep.Linting.Fixing;
using Lockstep.Model.Rules;

namespace Lockstep.Linting;

/// <summary>One run of <c>lint</c>: reads, judges, mends, writes.</summary>
/// <param name="context">Where words go.</param>
/// <param name="options">What was asked.</param>
internal sealed class LintRun(HostContext context, LintOptions options)
{
    private readonly List<LockstepException> _unreadable = [];
    private readonly TextWriter _output = context.Arguments.InvocationConfiguration.Output;
    private readonly TextWriter _error = context.Arguments.InvocationConfiguration.Error;

    /// <summary>Does all of it.</summary>
    /// <exception cref="LockstepException">Settings, the schema or the baseline can't be read, or a file can't be written.</exception>
    public ExitCode Run(CancellationToken cancellationToken)
    {
        var request = new LintRequest
        {
            Start = options.Schema is { } schema ? SchemaFile.Read(SourceReader.Read(schema), (line, text) => Note(schema, line, text)) : MigrationHistory.None,
            Sources = Sources(cancellationToken),
            Independent = options.Independent,
            PostgresVersion = options.PostgresVersion,
        };
        if (request.Sources.Count == 0) return ExitCode.Usage;

        var baseline = options.Baseline is { } path ? Baseline.Read(path) : null;
        var linter = new Linter();
        if (options.Diff) return Diff(SourceFixer.Run(request, Judge, IsWanted));
        var files = options.Fix ? Fix(SourceFixer.Run(request, Judge, IsWanted), cancellationToken) : Judge(request);
        return Finish(new(files, baseline, _unreadable));

        bool IsWanted(LintFinding finding) => options.FixOnly.Count == 0 || options.FixOnly.Contains(finding.Rule.Id, StringComparer.Ordinal);

        IReadOnlyList<LintedFile> Judge(LintRequest texts)
        {
            var judged = linter.Run(texts, cancellationToken);
            baseline?.Apply(judged);
            return judged;
        }
    }

    private List<LintSource> Sources(CancellationToken cancellationToken)
    {
        var paths = SourceFinder.Find(options.Files, Unreadable);
        if (paths.Contains(SourceFinder.StandardInput, StringComparer.Ordinal) && options is { Fix: true, Diff: false })
        {
            throw new LockstepException(ToolkitCode.SqlFile, "--fix can't write to standard input.", ExitCode.Usage) { Next = "Name the file, or add --diff to get the change as a patch." };
        }

        var sources = new List<LintSource>(paths.Count);
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                sources.Add(path == SourceFinder.StandardInput ? SourceReader.ReadStandardInput(options.StdinFilename, cancellationToken) : SourceReader.Read(path));
            }
            catch (LockstepException failure)
            {
                Unreadable(failure);
            }
        }

        return sources;
    }

    private void Unreadable(LockstepException failure)
    {
        _unreadable.Add(failure);
        context.Output.Error(failure);
    }

    private void Note(string file, int line, string text)
    {
        if (context.Arguments.GetValue(context.Options.Verbose)) _error.WriteLine($"{file}({line}): not followed: {text}");
    }

    private IReadOnlyList<LintedFile> Fix(FixOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (var (before, after) in outcome.Changed) EnsureUnchanged(before, after);
        // What finishes a change first: should the rest fail, nothing is begun that nothing finishes.
        foreach (var (_, after) in outcome.Changed.OrderBy(change => change.Before is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            SafeFile.Write(after.FullPath, after.Text, after.HasByteOrderMark);
        }

        if (outcome.Changed.Count > 0) _error.WriteLine($"Fixed {Findings(outcome.Fixed)} in {string.Join(", ", outcome.Changed.Select(change => change.After.Path))}.");
        return outcome.Files;
    }

    /// <summary>Refuses to write over what somebody else has written since the file was read, before anything is written.</summary>
    private static void EnsureUnchanged(LintSource? before, LintSource after)
    {
        var problem = before is null
            ? File.Exists(after.FullPath) ? "it has come into being since." : null
            : SourceReader.Read(after.FullPath).Text != before.Text ? "it has changed since it was read." : SafeFile.Refusal(after.FullPath);
        if (problem is not null)
        {
            throw new LockstepException(ToolkitCode.SqlFile, $"Cannot write {after.Path}: {problem}", ExitCode.Usage) { Next = "Nothing was written; see to the file, and run the same command again." };
        }
    }

    private ExitCode Diff(FixOutcome outcome)
    {
        foreach (var (before, after) in outcome.Changed) _output.Write(UnifiedDiff.Of(after.Path, before?.Text, after.Text));
        // Else what is told on a terminal could stand in the midst of it.
        _output.Flush();
        _error.WriteLine(outcome.Changed.Count > 0 ? $"--fix would mend {Findings(outcome.Fixed)}; nothing was written." : "There is nothing that --fix would change.");
        return _unreadable.Count > 0 ? ExitCode.Usage : outcome.Changed.Count > 0 ? ExitCode.Failed : ExitCode.Success;
    }

    private ExitCode Finish(LintResult result)
    {
        if (options.WriteBaseline is { } path)
        {
            var known = result.All.Where(finding => finding.AllowedBecause is null).ToList();
            SafeFile.Write(path, Baseline.Write(path, known));
            _error.WriteLine($"Wrote {Findings(known.Count)} into {path}.");
            return _unreadable.Count > 0 ? ExitCode.Usage : ExitCode.Success;
        }

        options.Report.Write(result, _output);
        _output.Flush();
        if (_unreadable.Count > 0) return ExitCode.Usage;
        return options.FailOn is { } least && result.Reported.Any(finding => finding.Severity >= least) ? ExitCode.Failed : ExitCode.Success;
    }

    private static string Findings(int count) => count == 1 ? "1 finding" : $"{count} findings";
}
