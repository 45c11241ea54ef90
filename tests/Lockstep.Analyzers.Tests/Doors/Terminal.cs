extern alias runtime;

using runtime::Lockstep.Linting;
using runtime::Lockstep.Model.Rules;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>What <c>lockstep lint</c> finds, where no settings are near.</summary>
internal static class Terminal
{
    /// <summary>Of files, each of which leaves to the next what it does.</summary>
    public static IEnumerable<(string Id, string Severity, string Message)> Lint(params (string Path, string Text)[] files) => Lint(MigrationHistory.None, files);

    /// <summary>Of a script, with <c>--schema</c>.</summary>
    public static IEnumerable<(string Id, string Severity, string Message)> LintScript(string schema, string script) =>
        Lint(SchemaFile.Read(Source("schema.sql", schema), (_, _) => { }), [("change.sql", script)]);

    private static IEnumerable<(string Id, string Severity, string Message)> Lint(MigrationHistory start, (string Path, string Text)[] files)
    {
        var request = new LintRequest { Start = start, Sources = [.. files.Select(file => Source(file.Path, file.Text))] };
        var judged = new Linter().Run(request, TestContext.Current.CancellationToken);
        return judged.SelectMany(file => file.Findings).Select(finding => (finding.Finding.Rule.Id, finding.Severity.ToString(), finding.Finding.Message));
    }

    private static LintSource Source(string path, string text) => new(path, Path.Combine(Path.GetTempPath(), "lockstep-nowhere", path), text);
}
