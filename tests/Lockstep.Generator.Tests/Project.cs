using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lockstep.Generator.Tests;

/// <summary>A user's project, as the compiler sees it.</summary>
internal static class Project
{
    // The language of the oldest SDK that is supported.
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name &&
                (name.StartsWith("System.", StringComparison.Ordinal) || name is "Lockstep.dll" or "Lockstep.Model.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    public static SyntaxTree File(string source, string path = "Migrations.cs") =>
        CSharpSyntaxTree.ParseText(source, ParseOptions, path, cancellationToken: TestContext.Current.CancellationToken);

    public static CSharpCompilation Of(params SyntaxTree[] files) => CSharpCompilation.Create(
        "Shop",
        files,
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation Of(string source) => Of(File(source));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new MigrationRegistryGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorRunResult Run(params Compilation[] oneAfterTheOther)
    {
        var driver = Driver();
        foreach (var compilation in oneAfterTheOther) driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        return driver.GetRunResult().Results.Single();
    }

    /// <summary>Runs the generator on one set of SQL files after the other, beside the same C#.</summary>
    public static GeneratorRunResult RunSql(Compilation compilation, params SqlText[][] oneAfterTheOther)
    {
        var driver = Driver();
        IReadOnlyList<AdditionalText> before = [];
        foreach (var files in oneAfterTheOther)
        {
            driver = driver
                .RemoveAdditionalTexts([.. before])
                .AddAdditionalTexts([.. files])
                .WithUpdatedAnalyzerConfigOptions(new SqlOptions())
                .RunGenerators(compilation, TestContext.Current.CancellationToken);
            before = files;
        }

        return driver.GetRunResult().Results.Single();
    }

    /// <summary>The registry of a project with these SQL files and no C#.</summary>
    public static RegistrySpec Spec(params SqlText[] files) => Spec(RunSql(Of(), files));

    public static RegistrySpec Spec(Compilation compilation) => Spec(Run(compilation));

    public static RegistrySpec Spec(GeneratorRunResult run) =>
        (RegistrySpec)run.TrackedSteps[MigrationRegistryGenerator.Steps.Order].Single().Outputs.Single().Value;

    /// <summary>The generated file after the whole has been compiled without an error or a warning; null if nothing was generated.</summary>
    public static string? Generate(params SyntaxTree[] files) => Generate(files, []);

    public static string? Generate(SyntaxTree[] files, SqlText[] sql)
    {
        var driver = Driver().AddAdditionalTexts([.. sql]).WithUpdatedAnalyzerConfigOptions(new SqlOptions());
        driver.RunGeneratorsAndUpdateCompilation(Of(files), out var after, out var ofGenerator, TestContext.Current.CancellationToken);
        Assert.Empty(ofGenerator);
        Assert.Empty(after.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity >= DiagnosticSeverity.Warning));
        return after.SyntaxTrees.Except(files).SingleOrDefault()?.ToString();
    }
}
