using System.Collections.Immutable;
using System.Globalization;
using Lockstep.Generator;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Looks at what classes and attributes say, without reading any method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAttributeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfAttributes;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Find(start.Compilation) is not { } types) return;
            var index = MigrationIndex.Of(start.Compilation, types, start.Options);
            start.RegisterSymbolAction(symbol => LookAtClass(symbol, types, index), SymbolKind.NamedType);
        });
    }

    private static void LookAtClass(SymbolAnalysisContext context, KnownTypes types, MigrationIndex index)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        LookAtReasons(context, type, types);
        // Not an action of its own: the compiler would ask at each method of the project.
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol) LookAtReasons(context, member, types);
        }

        if (types.MigrationOf(type) is { } attribute) LookAtAttribute(context, type, attribute, index);
        else if (!type.IsAbstract && types.IsMigration(type) &&
            !new SafeBecause(type, types).SilencesEverywhere(AuthoringRules.MigrationWithoutAttribute))
        {
            Report(context, AuthoringRules.MigrationWithoutAttribute, type.Locations[0], type.Name);
        }
    }

    private static void LookAtAttribute(SymbolAnalysisContext context, INamedTypeSymbol type, AttributeData attribute, MigrationIndex index)
    {
        var location = Place(attribute);
        if (MigrationShape.Problem(type) is { } problem) Report(context, AuthoringRules.NotAMigration, location, type.Name, problem);

        // An argument that is missing or no constant is the compiler's to report.
        if (MigrationShape.Argument(attribute, "version") is not long version) return;
        var number = version.ToString(CultureInfo.InvariantCulture);
        if (version <= 0)
        {
            var tooLow = "its version is " + number + "; use a number above 0, such as the time of writing, 2026_11_21_0900";
            Report(context, AuthoringRules.NotAMigration, location, type.Name, tooLow);
        }
        else if (index.OtherWith(version, MigrationIndex.NameOf(type), context.CancellationToken) is { } other)
        {
            Report(context, AuthoringRules.VersionUsedTwice, location, number, other.Name, other.File);
        }

        if (MigrationShape.Checkpoint(type, out var by) is { } checkpoint && index.OtherNamed(checkpoint, MigrationIndex.NameOf(type), context.CancellationToken) is { } named)
        {
            Report(context, AuthoringRules.CheckpointUsedTwice, Place(by!), checkpoint, named.Name, named.File);
        }

        Location Place(AttributeData said) => said.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : type.Locations[0];
    }

    private static void LookAtReasons(SymbolAnalysisContext context, ISymbol symbol, KnownTypes types)
    {
        foreach (var attribute in types.SafeBecauseOf(symbol))
        {
            // Without a constructor it does not compile, which the compiler reports.
            if (attribute.AttributeConstructor is null || SafeBecause.HasReason(attribute) || attribute.ApplicationSyntaxReference is not { } reference) continue;
            var rule = MigrationShape.Argument(attribute, "rule") as string ?? string.Empty;
            Report(context, AuthoringRules.SilencedWithoutReason, Location.Create(reference.SyntaxTree, reference.Span), "[SafeBecause(\"" + rule + "\")]");
        }
    }

    private static void Report(SymbolAnalysisContext context, RuleInfo rule, Location location, params string[] arguments)
    {
        object[] values = [.. arguments];
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(rule), location, values));
    }
}
