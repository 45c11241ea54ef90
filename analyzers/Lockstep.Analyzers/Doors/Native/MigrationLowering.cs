using Lockstep.Generator;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A migration class as rules see it, and the way back to its source.</summary>
/// <param name="Script">The migration.</param>
/// <param name="Sources">Turns origins into places.</param>
/// <param name="Misuses">The verbs that are used wrongly.</param>
internal sealed record LoweredMigration(MigrationScript Script, SourceMap Sources, IReadOnlyList<Misuse> Misuses);

/// <summary>Lowers classes that derive from <c>Lockstep.Migration</c>.</summary>
internal static class MigrationLowering
{
    /// <summary>The class as rules see it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="types">The API.</param>
    /// <param name="index">All migrations of the project.</param>
    /// <param name="bodyOf">Finds a method's code; null if there is none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LoweredMigration Lower(
        INamedTypeSymbol type,
        KnownTypes types,
        MigrationIndex index,
        Func<ISymbol, IOperation?> bodyOf,
        CancellationToken cancellationToken)
    {
        var bodies = new MigrationBodies(type, types, bodyOf);
        var sources = new SourceMap();
        var misuses = new List<Misuse>();
        var down = bodies.Override("Down");
        var downOperations = Lower(down);
        var attribute = types.MigrationOf(type);
        var script = new MigrationScript(type.Name, Origin(type, attribute, sources), Lower(bodies.Override("Up")), downOperations)
        {
            DownState = DownStates.Of(bodies, down, downOperations, types),
            SingleTransaction = attribute is not null && MigrationShape.Property(attribute, "SingleTransaction") is true,
            Deprecated = new(index.DeprecatedBefore(attribute is null ? long.MaxValue : MigrationShape.Version(attribute), cancellationToken)),
        };
        return new(script, sources, misuses);

        EquatableArray<Operation> Lower(IMethodSymbol? method)
        {
            if (method is null) return default;
            var lowering = new BodyLowering(types, bodies, sources, cancellationToken);
            var operations = lowering.Lower(method);
            misuses.AddRange(lowering.Misuses);
            return new(operations);
        }
    }

    /// <summary>The class's name; of several parts of a class the one with the attribute, since another may be generated.</summary>
    private static Origin Origin(INamedTypeSymbol type, AttributeData? attribute, SourceMap sources)
    {
        var file = attribute?.ApplicationSyntaxReference?.SyntaxTree;
        var location = type.Locations.FirstOrDefault(location => location.SourceTree == file && file is not null) ??
            type.Locations.FirstOrDefault(location => location.IsInSource);
        return location is { SourceTree: { } tree } ? sources.Add(tree, location.SourceSpan) : Model.Operations.Origin.None;
    }
}
