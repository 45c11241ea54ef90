using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers;

/// <summary>Asks the user's configuration about a rule.</summary>
internal static class EffectiveSeverity
{
    /// <summary>Whether a finding of the rule in that file would be thrown away.</summary>
    public static bool IsSuppressed(RuleInfo rule, SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken) =>
        // The command line wins over the file's configuration, and that over the project's, as in the compiler.
        (compilation.Options.SpecificDiagnosticOptions.ContainsKey(rule.Id) ? null : IsSuppressedIn(rule, tree, compilation, cancellationToken)) ??
        IsSuppressed(rule, compilation, cancellationToken);

    /// <summary>Whether that file's own configuration throws a finding of the rule away; null if it does not speak of it. The command line may say otherwise.</summary>
    public static bool? IsSuppressedIn(RuleInfo rule, SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken) =>
        compilation.Options.SyntaxTreeOptionsProvider is { } provider && provider.TryGetDiagnosticValue(tree, rule.Id, cancellationToken, out var severity) ? IsSuppressed(rule, severity) : null;

    /// <summary>
    /// Whether a finding of the rule would be thrown away wherever it stands. Only this is known of a file that is no C#: the compiler does
    /// not look for its severities (https://github.com/dotnet/roslyn/issues/31916).
    /// </summary>
    public static bool IsSuppressed(RuleInfo rule, Compilation compilation, CancellationToken cancellationToken)
    {
        var options = compilation.Options;
        if (options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var specific)) return IsSuppressed(rule, specific);
        return IsSuppressed(
            rule,
            options.SyntaxTreeOptionsProvider is { } provider && provider.TryGetGlobalDiagnosticValue(rule.Id, cancellationToken, out var severity) ? severity : ReportDiagnostic.Default);
    }

    /// <summary>What is off by default is only switched on by its own id.</summary>
    private static bool IsSuppressed(RuleInfo rule, ReportDiagnostic severity) => severity switch
    {
        ReportDiagnostic.Suppress => true,
        ReportDiagnostic.Default => !rule.OnByDefault,
        _ => false,
    };
}
