using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>With every rule on, no beginning of a file of the sample breaks an analyzer or a rule: files look like that while somebody writes them.</summary>
public sealed class BadInputTests
{
    private static readonly ImmutableDictionary<string, ReportDiagnostic> s_all = Descriptors.AllInfos.ToImmutableDictionary(info => info.Id, _ => ReportDiagnostic.Warn);

    public static TheoryData<string> CSharp => Files("*.cs");

    public static TheoryData<string> Sql => Files("*.sql");

    [Theory]
    [MemberData(nameof(CSharp))]
    public async Task No_beginning_of_a_class_breaks_an_analyzer(string name)
    {
        var token = TestContext.Current.CancellationToken;
        var text = await File.ReadAllTextAsync(Path.Combine(Folder(), name), token);
        var project = Verify.ProjectOf([text]);
        var compilation = (await project.WithCompilationOptions(project.CompilationOptions!.WithSpecificDiagnosticOptions(s_all)).GetCompilationAsync(token))!;
        var tree = compilation.SyntaxTrees.Single();
        // A word that is half there is, to the compiler, another word.
        foreach (var end in (await tree.GetRootAsync(token)).DescendantTokens().Select(it => it.IsKind(SyntaxKind.StringLiteralToken) ? it.SpanStart + (it.Span.Length / 2) : it.Span.End))
        {
            var findings = await compilation
                .ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text[..end])))
                .WithAnalyzers([new MigrationAnalyzer(), new MigrationAttributeAnalyzer()], new CompilationWithAnalyzersOptions(
                    new([]), (failure, _, _) => Assert.Fail($"{name}, after {end} characters: {failure}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
                .GetAnalyzerDiagnosticsAsync(token);
            Assert.DoesNotContain(findings, finding => finding.Id is "AD0001" or "LS9001");
        }
    }

    [Theory]
    [MemberData(nameof(Sql))]
    public async Task No_beginning_of_an_SQL_file_breaks_an_analyzer(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder(), name), TestContext.Current.CancellationToken);
        var project = Verify.ProjectOf([]).WithSql(("migrations/" + name, ""));
        project = project.WithCompilationOptions(project.CompilationOptions!.WithSpecificDiagnosticOptions(s_all));
        var file = project.AdditionalDocumentIds.Single();
        for (var length = 0; length <= text.Length; length++)
        {
            var prefix = project.Solution.WithAdditionalDocumentText(file, SourceText.From(text[..length])).Projects.Single();
            var findings = await Verify.Findings<SqlFileAnalyzer>(prefix, mustCompile: false);
            Assert.DoesNotContain(findings, finding => finding.Id is "AD0001" or "LS9001");
        }
    }

    private static TheoryData<string> Files(string pattern) =>
        [.. Directory.GetFiles(Folder(), pattern).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples", "Observability", "Migrations"));
}
