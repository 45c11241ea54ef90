using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers;

/// <summary>Asks the user's configuration about a rule before the rule costs anything.</summary>
internal static class EffectiveSeverity
{
    /// <summary>Whether a finding of the rule in that file would be thrown away.</summary>
    public static bool IsSuppressed(RuleInfo rule, SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken)
    {
        var options = compilation.Options;
        // The file's configuration wins over the project's, as in the compiler.
        if (options.SyntaxTreeOptionsProvider is { } provider &&
            (provider.TryGetDiagnosticValue(tree, rule.Id, cancellationToken, out var severity) ||
             provider.TryGetGlobalDiagnosticValue(rule.Id, cancellationToken, out severity)) &&
            !options.SpecificDiagnosticOptions.ContainsKey(rule.Id))
        {
            return severity == ReportDiagnostic.Suppress;
        }

        return options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var specific) && specific == ReportDiagnostic.Suppress;
    }
}
