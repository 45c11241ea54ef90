using Microsoft.CodeAnalysis;

namespace Lockstep.Generator;

/// <summary>
/// What a class must be like so that the registry can make it. The analyzer reports with this, and the generator leaves out with this, so
/// that generated code always compiles.
/// </summary>
internal static class MigrationShape
{
    /// <summary>The metadata name of the attribute that makes a class a migration.</summary>
    public const string AttributeName = "Lockstep.MigrationAttribute";

    /// <summary>Why the class can't be a migration and what to do, to follow "'X' can't be a migration: "; null if it can be.</summary>
    public static string? Problem(INamedTypeSymbol type)
    {
        if (!DerivesFromMigration(type)) return "it does not derive from Lockstep.Migration; add the base class or take [Migration] away";
        if (type.IsAbstract) return "it is abstract; put [Migration] on the classes that derive from it";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0) return "'" + outer.Name + "' is generic; take the type parameters away";
            if (outer.IsFileLocal) return "'" + outer.Name + "' is local to its file, where the registry can't reach it; make it internal";
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return "'" + outer.Name + "' is not accessible to the registry; make it internal";
            }
        }

        if (!HasUsableConstructor(type)) return "it has no constructor without parameters that the registry can call; add one";
        if (RequiredMember(type) is { } required)
        {
            return "its member '" + required + "' is required, and the registry sets no members; give it a value";
        }

        return IsObsoleteAsError(type) ? "it is [Obsolete] as an error, so nothing can make one; delete it or make that a warning" : null;
    }

    /// <summary>Whether <c>Lockstep.Migration</c> is among the base classes.</summary>
    public static bool DerivesFromMigration(INamedTypeSymbol type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (IsMigrationClass(up)) return true;
        }

        return false;
    }

    /// <summary>Whether it is <c>Lockstep.Migration</c> itself.</summary>
    public static bool IsMigrationClass(INamedTypeSymbol type) =>
        type is { Name: "Migration", Arity: 0, ContainingNamespace: { Name: "Lockstep", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The version that the attribute gives; 0 if it can't be told (the code does not compile yet).</summary>
    public static long Version(AttributeData attribute) => Argument(attribute, "version") is long version ? version : 0;

    /// <summary>The name that <c>[Checkpoint]</c> gives to the place behind a migration; null if it has none.</summary>
    public static string? Checkpoint(INamedTypeSymbol type) => Checkpoint(type, out _);

    /// <summary>The name that <c>[Checkpoint]</c> gives to the place behind a migration, and the attribute; null if it has none.</summary>
    public static string? Checkpoint(INamedTypeSymbol type, out AttributeData? by)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "CheckpointAttribute", ContainingNamespace: { Name: "Lockstep", ContainingNamespace.IsGlobalNamespace: true } } &&
                Argument(attribute, "name") is string { Length: > 0 } name)
            {
                by = attribute;
                return name;
            }
        }

        by = null;
        return null;
    }

    /// <summary>The constructor argument for the parameter of that name; null if there is none.</summary>
    public static object? Argument(AttributeData attribute, string parameter)
    {
        if (attribute.AttributeConstructor is not { } constructor) return null;
        for (var i = 0; i < constructor.Parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            if (constructor.Parameters[i].Name == parameter && attribute.ConstructorArguments[i].Kind == TypedConstantKind.Primitive)
            {
                return attribute.ConstructorArguments[i].Value;
            }
        }

        return null;
    }

    /// <summary>The value that the attribute gives its property of that name; null if it gives none.</summary>
    public static object? Property(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind == TypedConstantKind.Primitive) return argument.Value.Value;
        }

        return null;
    }

    private static bool HasUsableConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty &&
                constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            {
                return true;
            }
        }

        return false;
    }

    private static string? RequiredMember(INamedTypeSymbol type)
    {
        for (var up = type; up is not null && !IsMigrationClass(up); up = up.BaseType)
        {
            foreach (var member in up.GetMembers())
            {
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) return member.Name;
            }
        }

        return null;
    }

    private static bool IsObsoleteAsError(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            foreach (var attribute in outer.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: nameof(ObsoleteAttribute), ContainingNamespace.Name: nameof(System) } &&
                    attribute.ConstructorArguments.Length == 2 && attribute.ConstructorArguments[1].Value is true)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
