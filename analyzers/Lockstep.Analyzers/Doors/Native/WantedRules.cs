using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using RuleSet = Lockstep.Model.Rules.RuleSet;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>The rules whose findings in a class the configuration does not throw away.</summary>
/// <remarks>
/// To ask the configuration about each rule and each file takes longer than most rules do. So rules that are on by default run without being asked for, and
/// the compiler throws away what nobody wants; it is asked about those that are off by default.
/// </remarks>
internal sealed class WantedRules
{
    private static readonly IReadOnlyList<Rule> OnByDefault = [.. RuleSet.All.Where(rule => rule.Info.OnByDefault)];
    private static readonly Rule[] OffByDefault = [.. RuleSet.All.Where(rule => !rule.Info.OnByDefault)];
    private static readonly Dictionary<string, RuleInfo> ById = RuleSet.All.Select(rule => rule.Info).ToDictionary(info => info.Id, StringComparer.Ordinal);

    private readonly Compilation _compilation;

    /// <summary>Those of <see cref="OffByDefault"/> that may differ from file to file: what the whole project says of them stands at the same place.</summary>
    private readonly Rule[] _differing;
    private readonly bool[] _isOnElsewhere;
    private readonly IReadOnlyList<Rule> _always;

    /// <summary>Asks what the project says as a whole.</summary>
    public WantedRules(Compilation compilation, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        var specific = compilation.Options.SpecificDiagnosticOptions;
        // What is said on the command line counts in each file.
        var said = Array.FindAll(OffByDefault, rule => specific.ContainsKey(rule.Info.Id) && !EffectiveSeverity.IsSuppressed(rule.Info, compilation, cancellationToken));
        _always = With(said);
        _differing = compilation.Options.SyntaxTreeOptionsProvider is null ? [] : Array.FindAll(OffByDefault, rule => !specific.ContainsKey(rule.Info.Id));
        _isOnElsewhere = Array.ConvertAll(_differing, rule => !EffectiveSeverity.IsSuppressed(rule.Info, compilation, cancellationToken));
    }

    /// <summary>The rules that run for a class, in the order of the ids: some whose findings are thrown away may be among them.</summary>
    public IReadOnlyList<Rule> For(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        List<Rule>? more = null;
        for (var at = 0; at < _differing.Length; at++)
        {
            if (IsWanted(_differing[at].Info, _isOnElsewhere[at], type, cancellationToken)) (more ??= []).Add(_differing[at]);
        }

        return more is null ? _always : With([.. more, .. _always]);
    }

    /// <summary>Whether there is a rule of that id, and what it finds in the class is not thrown away.</summary>
    public bool Has(string id, INamedTypeSymbol type, CancellationToken cancellationToken) =>
        ById.TryGetValue(id, out var rule) &&
        type.DeclaringSyntaxReferences.Any(part => !EffectiveSeverity.IsSuppressed(rule, part.SyntaxTree, _compilation, cancellationToken));

    private static IReadOnlyList<Rule> With(Rule[] more) => more.Length == 0 ? OnByDefault : [.. RuleSet.All.Where(rule => rule.Info.OnByDefault || more.Contains(rule))];

    /// <summary>The parts of a class may stand under different configurations; the compiler decides about each finding's place.</summary>
    private bool IsWanted(RuleInfo rule, bool isOnElsewhere, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (EffectiveSeverity.IsSuppressedIn(rule, part.SyntaxTree, _compilation, cancellationToken) is { } isOff ? !isOff : isOnElsewhere) return true;
        }

        return false;
    }
}
