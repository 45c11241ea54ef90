using System.Collections.Immutable;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

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
            var wanted = new WantedRules(start.Compilation, start.CancellationToken);
            start.RegisterSymbolAction(symbol => Judge(symbol, types, index, wanted), SymbolKind.NamedType);
        });
    }

    private static void Judge(SymbolAnalysisContext context, KnownTypes types, MigrationIndex index, WantedRules wanted)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !types.IsMigration(type)) return;
        var cancellationToken = context.CancellationToken;
        var rules = wanted.For(type, cancellationToken);
        var lowered = index.Lower(type, cancellationToken);
        var script = lowered.Script;
        ReportMisuses(context, lowered);
        var options = ReviewOptions.Of(type.DeclaringSyntaxReferences[0].SyntaxTree, context.Options);
        if (script.Version > 0 && script.Version <= options.StartAfter) return;
        var safe = new SafeBecause(type, types);
        var own = new CompilerSuppressions(type, cancellationToken);
        foreach (var finding in index.Findings(script, options, rules, cancellationToken))
        {
            // It does not matter that a rule failed which nobody wants.
            if (RuleRunner.FailedRule(finding) is { } failed && !IsWanted(failed)) continue;
            var location = lowered.Sources.Find(finding.Origin);
            if (safe.Silences(finding, location, isAboutClass: finding.Origin == script.Origin) || location is null) continue;
            own.Note(finding.Rule, location);
            object[] arguments = [.. finding.Arguments];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(finding.Rule), location, arguments));
        }

        // What a class that others derive from does depends on them.
        if (type.IsAbstract) return;
        foreach (var (location, rule, why) in safe.Unused(IsWanted)) Tell(location, "SafeBecause " + rule, why);
        foreach (var (location, text) in own.Unused(IsWanted)) Tell(location, text, SafeBecause.NothingThere);

        bool IsWanted(string id) => wanted.Has(id, type, cancellationToken);

        void Tell(Location location, string what, string why) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(AuthoringRules.SilencesNothing), location, what, why));
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
