using System.Collections.Immutable;
using Lockstep.Model;
using Microsoft.CodeAnalysis;

namespace Lockstep.Generator;

/// <summary>Symbols to specs.</summary>
internal static class MigrationRegistryParser
{
    /// <summary>The spec of a class with [Migration]; null if the analyzer rejects it.</summary>
    public static MigrationSpec? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || MigrationShape.Problem(type) is not null) return null;
        var attribute = context.Attributes[0];
        var version = MigrationShape.Version(attribute);
        if (version <= 0 || MigrationShape.Argument(attribute, "name") is not string name) return null;
        return new(
            version,
            name,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Fingerprint.Of(type, cancellationToken),
            MigrationShape.Property(attribute, "Ticket") as string,
            MigrationShape.Property(attribute, "SingleTransaction") is true)
        {
            Description = DescriptionText.OfClass(type, cancellationToken),
            Checkpoint = MigrationShape.Checkpoint(type),
        };
    }

    /// <summary>The registry: by version, and where that is used twice (an error elsewhere) by class or file.</summary>
    public static RegistrySpec Order(ImmutableArray<MigrationSpec> migrations)
    {
        var ordered = migrations.ToArray();
        Array.Sort(ordered, static (left, right) =>
        {
            var byVersion = left.Version.CompareTo(right.Version);
            if (byVersion != 0) return byVersion;
            var byType = string.CompareOrdinal(left.Type, right.Type);
            return byType != 0 ? byType : string.CompareOrdinal(left.Sql?.Path, right.Sql?.Path);
        });
        return new(new EquatableArray<MigrationSpec>(ordered));
    }
}
