using Lockstep.Generator;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What [SafeBecause] silences in a migration.</summary>
internal sealed class SafeBecause
{
    private readonly HashSet<string> _everywhere = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Rule, IMethodSymbol Method)> _methods = [];

    /// <summary>Reads the attributes of the class and its methods.</summary>
    public SafeBecause(INamedTypeSymbol type, KnownTypes types)
    {
        foreach (var rule in Rules(type, types)) _everywhere.Add(rule);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var rule in Rules(method, types)) _methods.Add((rule, method));
        }
    }

    /// <summary>Whether the attribute says why; without a reason it silences nothing.</summary>
    public static bool HasReason(AttributeData attribute) => !string.IsNullOrWhiteSpace(MigrationShape.Argument(attribute, "reason") as string);

    /// <summary>Whether the class silences the rule as a whole.</summary>
    public bool SilencesEverywhere(RuleInfo rule) => _everywhere.Contains(rule.Id);

    /// <summary>Whether a finding is silenced: by the class, or by the method that it stands in.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="location">Where it is shown.</param>
    /// <param name="isAboutClass">Whether it is about the whole migration; then an attribute on Up or Down will do.</param>
    public bool Silences(Finding finding, Location location, bool isAboutClass) =>
        _everywhere.Contains(finding.Rule.Id) ||
        _methods.Exists(safe =>
            string.Equals(safe.Rule, finding.Rule.Id, StringComparison.OrdinalIgnoreCase) &&
            (isAboutClass ? safe.Method.IsOverride : Holds(safe.Method, location)));

    private static IEnumerable<string> Rules(ISymbol symbol, KnownTypes types) => types.SafeBecauseOf(symbol)
        .Where(HasReason)
        .Select(attribute => MigrationShape.Argument(attribute, "rule"))
        .OfType<string>();

    private static bool Holds(IMethodSymbol method, Location location) => method.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree == location.SourceTree && reference.Span.Contains(location.SourceSpan));
}
