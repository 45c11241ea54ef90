using System.Runtime.CompilerServices;
using Lockstep.Generator;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>The types of Lockstep's own API, found once for a compilation.</summary>
internal sealed class KnownTypes
{
    private const string AuthoringNamespace = "Authoring";

    private static readonly ConditionalWeakTable<Compilation, KnownTypes> Cache = new();

    private KnownTypes(Compilation compilation)
    {
        Migration = Migrations(compilation);
        if (Migration is not null)
        {
            var assembly = Migration.ContainingAssembly;
            MigrationAttribute = assembly.GetTypeByMetadataName(MigrationShape.AttributeName);
            DeprecatesAttribute = assembly.GetTypeByMetadataName("Lockstep.DeprecatesAttribute");
            SafeBecauseAttribute = assembly.GetTypeByMetadataName("Lockstep.SafeBecauseAttribute");
        }

        PlainVerbs = new(this);
        Api = Migration?.ContainingModule.GetMetadata()?.GetModuleVersionId() ?? Guid.Empty;
    }

    /// <summary>Which build of Lockstep the project refers to.</summary>
    public Guid Api { get; }

    /// <summary>The verbs by their names.</summary>
    public PlainVerbs PlainVerbs { get; }

    /// <summary>The base class.</summary>
    public INamedTypeSymbol? Migration { get; }

    private INamedTypeSymbol? MigrationAttribute { get; }

    private INamedTypeSymbol? DeprecatesAttribute { get; }

    private INamedTypeSymbol? SafeBecauseAttribute { get; }

    /// <summary>The types; null if the project does not use Lockstep.</summary>
    public static KnownTypes? Find(Compilation compilation)
    {
        var types = Cache.GetValue(compilation, static compilation => new(compilation));
        return types.Migration is null ? null : types;
    }

    /// <summary>Whether the class derives from the base class.</summary>
    public bool IsMigration(INamedTypeSymbol type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (IsBaseClass(up)) return true;
        }

        return false;
    }

    /// <summary>Whether it is the base class itself.</summary>
    public bool IsBaseClass(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, Migration);

    /// <summary>Whether the type is one of the verbs or builders that a migration speaks through.</summary>
    public bool IsAuthoring(ITypeSymbol? type) =>
        type?.ContainingNamespace is
        {
            Name: AuthoringNamespace,
            ContainingNamespace: { Name: "Lockstep", ContainingNamespace.IsGlobalNamespace: true },
        } &&
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Migration!.ContainingAssembly);

    /// <summary>The class's [Migration]; null if it has none.</summary>
    public AttributeData? MigrationOf(ISymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => Is(attribute, MigrationAttribute));

    /// <summary>The columns that the class declares deprecated.</summary>
    public IEnumerable<string> DeprecatedBy(ISymbol type) => type.GetAttributes()
        .Where(attribute => Is(attribute, DeprecatesAttribute))
        .Select(attribute => MigrationShape.Argument(attribute, "column"))
        .OfType<string>();

    /// <summary>The [SafeBecause] of a class or method.</summary>
    public IEnumerable<AttributeData> SafeBecauseOf(ISymbol symbol) =>
        symbol.GetAttributes().Where(attribute => Is(attribute, SafeBecauseAttribute));

    /// <summary>The base class. It is looked for in the assembly that has it first: to look in all of them makes the compiler read the names in each.</summary>
    private static INamedTypeSymbol? Migrations(Compilation compilation)
    {
        const string Name = "Lockstep.Migration";
        foreach (var module in compilation.Assembly.Modules)
        {
            foreach (var assembly in module.ReferencedAssemblySymbols)
            {
                if (assembly.Name == "Lockstep" && assembly.GetTypeByMetadataName(Name) is { } found) return found;
            }
        }

        return compilation.GetTypeByMetadataName(Name);
    }

    private static bool Is(AttributeData attribute, INamedTypeSymbol? type) =>
        type is not null && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, type);
}
