using System.Collections.Concurrent;
using System.Collections.Immutable;
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
            start.RegisterSymbolStartAction(symbol => StartClass(symbol, types, index), SymbolKind.NamedType);
        });
    }

    private static void StartClass(SymbolStartAnalysisContext context, KnownTypes types, MigrationIndex index)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !types.IsMigration(type)) return;

        // A rule looks at Up and Down together, so their bodies are kept until the whole class has been seen.
        var blocks = new ConcurrentDictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && block.OperationBlocks.Length > 0)
            {
                blocks[method] = block.OperationBlocks.FirstOrDefault(operation => operation.Kind == OperationKind.Block) ?? block.OperationBlocks[0];
            }
        });
        context.RegisterSymbolEndAction(end => Judge(end, type, types, index, blocks));
    }

    private static void Judge(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        KnownTypes types,
        MigrationIndex index,
        ConcurrentDictionary<ISymbol, IOperation> blocks)
    {
        var cancellationToken = context.CancellationToken;
        // The parts of a class may stand under different configurations; the compiler decides about each finding's place.
        var rules = RuleSet.All
            .Where(rule => !type.DeclaringSyntaxReferences.All(part =>
                EffectiveSeverity.IsSuppressed(rule.Info, part.SyntaxTree, context.Compilation, cancellationToken)))
            .ToList();
        if (rules.Count == 0) return;

        var lowered = MigrationLowering.Lower(type, types, index, BodyOf, cancellationToken);
        var safe = new SafeBecause(type, types);
        // A helper that is called twice is one place.
        foreach (var finding in RuleRunner.Run(rules, lowered.Script).Distinct())
        {
            if (lowered.Sources.Find(finding.Origin) is not { } location) continue;
            if (safe.Silences(finding, location, isAboutClass: finding.Origin == lowered.Script.Origin)) continue;
            object[] arguments = [.. finding.Arguments];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(finding.Rule), location, arguments));
        }

        IOperation? BodyOf(ISymbol symbol) =>
            blocks.TryGetValue(symbol, out var block) ? block : SourceBodies.Find(symbol, context.Compilation, cancellationToken);
    }
}
