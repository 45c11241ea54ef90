using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.Analyzers.Doors;

/// <summary>The options of rules as the compiler's configuration has them.</summary>
internal static class ReviewOptions
{
    /// <summary>For a migration in C#: its file's <c>.editorconfig</c>, then the project's <c>.globalconfig</c> and properties.</summary>
    public static RuleOptions Of(SyntaxTree tree, AnalyzerOptions options) => Read(options.AnalyzerConfigOptionsProvider.GetOptions(tree), options);

    /// <summary>For a migration in an SQL file.</summary>
    public static RuleOptions Of(AdditionalText file, AnalyzerOptions options) => Read(options.AnalyzerConfigOptionsProvider.GetOptions(file), options);

    /// <summary>For the project as a whole: its <c>.globalconfig</c> and properties.</summary>
    public static RuleOptions Of(AnalyzerOptions options)
    {
        var project = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return RuleOptions.Read(key => project.TryGetValue(key, out var value) ? value : null);
    }

    private static RuleOptions Read(AnalyzerConfigOptions own, AnalyzerOptions options)
    {
        var project = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return RuleOptions.Read(key => own.TryGetValue(key, out var value) || project.TryGetValue(key, out value) ? value : null);
    }
}
