using Lockstep.Generator;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A migration class as rules see it, and the way back to its source.</summary>
/// <param name="Script">The migration.</param>
/// <param name="Sources">Turns origins into places.</param>
/// <param name="Misuses">The verbs that are used wrongly: what is wrong and what to do, and where.</param>
internal sealed record LoweredMigration(MigrationScript Script, SourceMap Sources, IReadOnlyList<(string Message, Origin Origin)> Misuses)
{
    /// <summary>Whether all of it was read without the compiler's help, so that the file's text alone says what it is.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>Lowers classes that derive from <c>Lockstep.Migration</c>.</summary>
internal static class MigrationLowering
{
    /// <summary>The class as rules see it.</summary>
    /// <param name="bodies">The class's code.</param>
    /// <param name="types">The API.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="readsPlain">Whether to read without the compiler what can be read without it.</param>
    public static LoweredMigration Lower(MigrationBodies bodies, KnownTypes types, CancellationToken cancellationToken, bool readsPlain = true)
    {
        var type = bodies.Type;
        var sources = new SourceMap();
        var misuses = new List<(string Message, Origin Origin)>();
        var plain = readsPlain ? PlainMethod.IsPlainClass(type, types, cancellationToken) : null;
        var isPlain = true;
        var (up, _) = Lower("Up");
        var (down, downState) = Lower("Down");
        var attribute = types.MigrationOf(type);
        var script = new MigrationScript(type.Name, Origin(type, attribute, sources), up, down)
        {
            DownState = downState,
            SingleTransaction = attribute is not null && MigrationShape.Property(attribute, "SingleTransaction") is true,
            Version = attribute is null ? 0 : Math.Max(0, MigrationShape.Version(attribute)),
            Documentation = attribute is null ? MigrationDocumentation.None : MigrationComments.Of(type, attribute, cancellationToken),
        };
        return new(script, sources, misuses) { IsPlain = plain is not null && isPlain };

        (EquatableArray<Operation> Operations, DownState State) Lower(string name)
        {
            if (plain is not null && LowerPlain(name) is { } lowered) return lowered;
            isPlain = false;
            var method = bodies.Override(name);
            if (method is null) return (default, DownStates.Of(bodies, method, default, types));
            var lowering = new BodyLowering(types, bodies, sources, cancellationToken);
            var operations = new EquatableArray<Operation>(lowering.Lower(method));
            NoteMisuses(lowering.Misuses);
            return (operations, DownStates.Of(bodies, method, operations, types));
        }

        (EquatableArray<Operation> Operations, DownState State)? LowerPlain(string name)
        {
            foreach (var member in plain.Members)
            {
                if (member is not MethodDeclarationSyntax method || method.Identifier.ValueText != name) continue;
                if (PlainMethod.Lower(method, types.PlainVerbs, sources, cancellationToken) is not { } lowered) return null;
                NoteMisuses(lowered.Misuses);
                return (new(lowered.Operations), lowered.IsEmpty ? DownState.Empty : DownState.Present);
            }

            return (default, DownState.Missing);
        }

        void NoteMisuses(IReadOnlyList<Misuse> found) => misuses.AddRange(found.Select(misuse =>
            (misuse.Message, misuse.Place is { } place ? sources.Add(place.Tree, place.Span) : Model.Operations.Origin.None)));
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
