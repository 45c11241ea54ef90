using Lockstep.Generator.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Verifier;

/// <summary>The same for SQL files, which reach the compiler as the targets hand them over.</summary>
internal static partial class Verify
{
    private const string Folder = "/home/me/shop/";

    /// <summary>The analyzer must find what the markup of the SQL files and of the C# says, and nothing else.</summary>
    public static async Task Sql<TAnalyzer>((string Path, string Markup)[] sql, params string[] csharp)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var files = sql.Select(file => (Path: Folder + file.Path, Markup: Markup.Parse(file.Markup))).ToList();
        var sources = csharp.Select((file, number) => (Path: $"Test{number}.cs", Markup: Markup.Parse(file))).ToList();
        var project = ProjectOf(sources.Select(source => source.Markup.Source))
            .WithSql([.. sql.Zip(files, (file, parsed) => (file.Path, parsed.Markup.Source))]);

        var want = files.Concat(sources).SelectMany(file => file.Markup.Expected.Select(expected =>
            Describe(file.Path, expected.Span, SourceText.From(file.Markup.Source).Lines.GetLinePositionSpan(expected.Span), expected.Id!)));
        var have = (await Findings<TAnalyzer>(project)).Select(finding =>
            Describe(finding.Location.GetLineSpan().Path, finding.Location.SourceSpan, finding.Location.GetLineSpan().Span, finding.Id));
        Assert.Equal(string.Join('\n', want.Order(StringComparer.Ordinal)), string.Join('\n', have.Order(StringComparer.Ordinal)));

        static string Describe(string path, TextSpan span, LinePositionSpan lines, string id) => $"{path} {span} {lines} {id}";
    }

    /// <summary>One SQL file must have the findings of its markup.</summary>
    public static Task Sql<TAnalyzer>(string markup)
        where TAnalyzer : DiagnosticAnalyzer, new() => Sql<TAnalyzer>([("migrations/0007_m.sql", markup)]);

    /// <summary>The project with SQL migrations, by their paths in it.</summary>
    public static Project WithSql(this Project project, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            project = project.AddAdditionalDocument(path, SourceText.From(text), filePath: Folder + path).Project;
        }

        var options = "is_global = true\n" + string.Concat(files.Select(file => $"[{Folder}{file.Path}]\n{SqlFileItem.Metadata} = {file.Path}\n"));
        return project.AddAnalyzerConfigDocument("shop.globalconfig", SourceText.From(options), filePath: Folder + "shop.globalconfig").Project;
    }

    /// <summary>The project with an option of rules.</summary>
    public static Project WithOption(this Project project, string key, string value) =>
        project.AddAnalyzerConfigDocument("options.globalconfig", SourceText.From($"is_global = true\n{key} = {value}\n"), filePath: Folder + "options.globalconfig").Project;

    /// <summary>What the analyzer finds in one SQL file, as a compiler would print it.</summary>
    public static async Task<IEnumerable<string>> SqlMessages<TAnalyzer>(string text)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        (await Findings<TAnalyzer>(ProjectOf([]).WithSql(("migrations/0007_m.sql", text))))
            .Select(finding => finding.Id + ": " + finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
