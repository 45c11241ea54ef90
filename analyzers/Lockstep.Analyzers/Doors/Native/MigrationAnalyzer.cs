using System.Collections.Immutable;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleSet = Lockstep.Model.Rules.RuleSet;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Runs the rules over the migrations that are written with Lockstep's own API.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfRules;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Find(start.Compilation) is not { } types) return;
            var index = MigrationIndex.Of(start.Compilation, types, start.Options);
            start.RegisterSymbolAction(symbol => Judge(symbol, types, index), SymbolKind.NamedType);
        });
    }

    private static void Judge(SymbolAnalysisContext context, KnownTypes types, MigrationIndex index)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !types.IsMigration(type)) return;
        var cancellationToken = context.CancellationToken;
        var rules = WantedRules(type, context.Compilation, cancellationToken);
        var lowered = index.Lower(type, cancellationToken);
        var script = lowered.Script;
        ReportMisuses(context, lowered);
        if (rules.Count == 0) return;

        var options = ReviewOptions.Of(type.DeclaringSyntaxReferences[0].SyntaxTree, context.Options);
        if (script.Version > 0 && script.Version <= options.StartAfter) return;
        var safe = new SafeBecause(type, types);
        var own = new CompilerSuppressions(type, cancellationToken);
        foreach (var finding in index.Findings(script, options, rules, cancellationToken))
        {
            var location = lowered.Sources.Find(finding.Origin);
            if (safe.Silences(finding, location, isAboutClass: finding.Origin == script.Origin) || location is null) continue;
            own.Note(finding.Rule, location);
            object[] arguments = [.. finding.Arguments];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(finding.Rule), location, arguments));
        }

        // What a class that others derive from does depends on them.
        if (type.IsAbstract) return;
        foreach (var (location, rule, why) in safe.Unused(rules)) Tell(location, "SafeBecause " + rule, why);
        foreach (var (location, text) in own.Unused(rules)) Tell(location, text, SafeBecause.NothingThere);

        void Tell(Location location, string what, string why) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(AuthoringRules.SilencesNothing), location, what, why));
    }

    /// <summary>
    /// The rules whose findings are not thrown away. The parts of a class may stand under different configurations; the compiler decides about each
    /// finding's place.
    /// </summary>
    private static List<Rule> WantedRules(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        var rules = new List<Rule>(RuleSet.All.Count);
        var parts = type.DeclaringSyntaxReferences;
        foreach (var rule in RuleSet.All)
        {
            foreach (var part in parts)
            {
                if (EffectiveSeverity.IsSuppressed(rule.Info, part.SyntaxTree, compilation, cancellationToken)) continue;
                rules.Add(rule);
                break;
            }
        }

        return rules;
    }

    /// <summary>A helper that is used wrongly is one place, however often it is called.</summary>
    private static void ReportMisuses(SymbolAnalysisContext context, LoweredMigration lowered)
    {
        var marks = StepMarks.Findings(lowered.Script).Select(finding => (Message: finding.Arguments[0], finding.Origin));
        foreach (var (message, origin) in lowered.Misuses.Concat(marks).Distinct())
        {
            if (lowered.Sources.Find(origin) is not { } location) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(AuthoringRules.VerbUsedWrongly), location, message));
        }
    }
}
