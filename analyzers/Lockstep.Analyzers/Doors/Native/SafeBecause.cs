using Lockstep.Generator;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What [SafeBecause] silences in a migration.</summary>
internal sealed class SafeBecause
{
    /// <summary>Said of a suppression whose rule has run and found nothing.</summary>
    public const string NothingThere = "there is no such finding where it stands; take it out";

    private readonly List<Suppression> _all = [];

    /// <summary>Reads the attributes of the class and its methods.</summary>
    public SafeBecause(INamedTypeSymbol type, KnownTypes types)
    {
        Add(type, method: null, types);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>()) Add(method, method, types);
    }

    /// <summary>Whether the attribute says why; without a reason it silences nothing.</summary>
    public static bool HasReason(AttributeData attribute) => !string.IsNullOrWhiteSpace(MigrationShape.Argument(attribute, "reason") as string);

    /// <summary>Whether the class silences the rule as a whole.</summary>
    public bool SilencesEverywhere(RuleInfo rule) => _all.Exists(safe => safe.Method is null && safe.Is(rule.Id));

    /// <summary>Whether a finding is silenced: by the class, or by the method that it stands in.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="location">Where it is shown; null if that is not in this project's source.</param>
    /// <param name="isAboutClass">Whether it is about the whole migration; then an attribute on Up or Down will do.</param>
    public bool Silences(Finding finding, Location? location, bool isAboutClass)
    {
        var silenced = false;
        foreach (var safe in _all)
        {
            if (!safe.Is(finding.Rule.Id) || !(safe.Method is not { } method || (isAboutClass ? method.IsOverride : location is not null && Holds(method, location)))) continue;
            safe.Used = true;
            silenced = true;
        }

        return silenced;
    }

    /// <summary>The attributes that silence nothing, and why, after all findings have been offered to <see cref="Silences"/>.</summary>
    /// <param name="isWanted">Whether what the rule of that id finds is wanted; of the others nothing is known.</param>
    public IEnumerable<(Location Location, string Rule, string Why)> Unused(Func<string, bool> isWanted)
    {
        foreach (var safe in _all)
        {
            if (safe.Used || safe.Attribute.ApplicationSyntaxReference is not { } reference) continue;
            var rule = AllRules.Infos.FirstOrDefault(info => safe.Is(info.Id));
            var why = rule is null ? "there is no rule of that id; docs/rules lists them" : isWanted(rule.Id) ? NothingThere : null;
            if (why is not null) yield return (Location.Create(reference.SyntaxTree, reference.Span), safe.Rule, why);
        }
    }

    private static bool Holds(IMethodSymbol method, Location location) => method.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree == location.SourceTree && reference.Span.Contains(location.SourceSpan));

    private void Add(ISymbol symbol, IMethodSymbol? method, KnownTypes types)
    {
        foreach (var attribute in types.SafeBecauseOf(symbol).Where(HasReason))
        {
            if (MigrationShape.Argument(attribute, "rule") is string rule) _all.Add(new(rule, method, attribute));
        }
    }

    private sealed class Suppression(string rule, IMethodSymbol? method, AttributeData attribute)
    {
        public string Rule => rule;

        public IMethodSymbol? Method => method;

        public AttributeData Attribute => attribute;

        public bool Used { get; set; }

        public bool Is(string id) => string.Equals(rule, id, StringComparison.OrdinalIgnoreCase);
    }
}
