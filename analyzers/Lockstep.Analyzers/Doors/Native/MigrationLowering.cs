using Lockstep.Generator;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A migration class as rules see it, and the way back to its source.</summary>
/// <param name="Script">The migration.</param>
/// <param name="Sources">Turns origins into places.</param>
/// <param name="Misuses">The verbs that are used wrongly: what is wrong and what to do, and where.</param>
internal sealed record LoweredMigration(MigrationScript Script, SourceMap Sources, IReadOnlyList<(string Message, Origin Origin)> Misuses);

/// <summary>Lowers classes that derive from <c>Lockstep.Migration</c>.</summary>
internal static class MigrationLowering
{
    /// <summary>The class as rules see it.</summary>
    /// <param name="bodies">The class's code.</param>
    /// <param name="types">The API.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LoweredMigration Lower(MigrationBodies bodies, KnownTypes types, CancellationToken cancellationToken)
    {
        var type = bodies.Type;
        var sources = new SourceMap();
        var misuses = new List<(string Message, Origin Origin)>();
        var down = bodies.Override("Down");
        var downOperations = Lower(down);
        var attribute = types.MigrationOf(type);
        var script = new MigrationScript(type.Name, Origin(type, attribute, sources), Lower(bodies.Override("Up")), downOperations)
        {
            DownState = DownStates.Of(bodies, down, downOperations, types),
            SingleTransaction = attribute is not null && MigrationShape.Property(attribute, "SingleTransaction") is true,
            Version = attribute is null ? 0 : Math.Max(0, MigrationShape.Version(attribute)),
            Documentation = attribute is null ? MigrationDocumentation.None : MigrationComments.Of(type, attribute, cancellationToken),
        };
        return new(script, sources, misuses);

        EquatableArray<Operation> Lower(IMethodSymbol? method)
        {
            if (method is null) return default;
            var lowering = new BodyLowering(types, bodies, sources, cancellationToken);
            var operations = lowering.Lower(method);
            misuses.AddRange(lowering.Misuses.Select(misuse =>
                (misuse.Message, misuse.Place is { } place ? sources.Add(place.Tree, place.Span) : Model.Operations.Origin.None)));
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
