using System.Collections.Immutable;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using RuleSet = Lockstep.Model.Rules.RuleSet;

namespace Lockstep.Analyzers;

/// <summary>What the compiler is told about each rule.</summary>
internal static class Descriptors
{
    /// <summary>Everything that Lockstep's analyzers may report, by id.</summary>
    public static IReadOnlyList<RuleInfo> AllInfos => AllRules.Infos;

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        AllInfos.ToImmutableDictionary(info => info.Id, Make, StringComparer.Ordinal);

    /// <summary>The rules that judge operations, what is said when one of them fails, of verbs that are used wrongly, and of suppressions that silence nothing.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfRules { get; } =
        RuleSet.All.Select(rule => rule.Info).Append(RuleRunner.RuleFailed).Append(AuthoringRules.VerbUsedWrongly).Append(AuthoringRules.SilencesNothing).Select(Of).ToImmutableArray();

    /// <summary>What is said about classes and attributes.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfAttributes { get; } =
        AuthoringRules.OfAttributes.Select(Of).ToImmutableArray();

    /// <summary>What is said about SQL files: by the rules, and about their form.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfSqlFiles { get; } =
        RuleSet.All.Select(rule => rule.Info).Concat(AuthoringRules.OfSqlFiles).Select(Of).ToImmutableArray();

    /// <summary>The rule as the compiler knows it.</summary>
    public static DiagnosticDescriptor Of(RuleInfo info) => Of(info.Id);

    /// <summary>The rule of that id as the compiler knows it.</summary>
    public static DiagnosticDescriptor Of(string id) => ById[id];

    private static DiagnosticDescriptor Make(RuleInfo info) => new(
        info.Id,
        info.Title,
        info.Message,
        info.Category,
        info.Severity switch
        {
            RuleSeverity.Error => DiagnosticSeverity.Error,
            RuleSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: info.OnByDefault,
        info.Description,
        info.HelpLink);
}
