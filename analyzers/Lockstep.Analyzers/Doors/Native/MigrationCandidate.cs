using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A class that looks as if it had [Migration], as far as syntax tells.</summary>
internal sealed class MigrationCandidate
{
    private MigrationCandidate(string metadataName, bool isSelfContained)
    {
        MetadataName = metadataName;
        IsSelfContained = isSelfContained;
    }

    /// <summary>The class's metadata name, <c>Shop.Outer+Nested</c>.</summary>
    public string MetadataName { get; }

    /// <summary>Whether its attributes stand all here and say what they say in literals, so that other files can't change it.</summary>
    public bool IsSelfContained { get; }

    /// <summary>What it is, once it has been looked at, if it is self-contained.</summary>
    public IndexedMigration? Confirmed { get; set; }

    /// <summary>The candidates of a file.</summary>
    public static MigrationCandidate[] Find(SyntaxNode root)
    {
        HashSet<string>? aliases = null;
        var candidates = new List<MigrationCandidate>();
        foreach (var node in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias: { } alias, NamespaceOrType: { } target } && IsMigrationName(target))
            {
                (aliases ??= []).Add(alias.Name.Identifier.ValueText);
            }
            else if (node is ClassDeclarationSyntax declaration &&
                declaration.AttributeLists
                    .SelectMany(list => list.Attributes)
                    .Any(attribute => IsMigrationName(attribute.Name) || IsAlias(attribute.Name)))
            {
                candidates.Add(new(Name(declaration), IsSelfContainedClass(declaration)));
            }
        }

        return [.. candidates];

        bool IsAlias(NameSyntax name) =>
            aliases is not null && name is IdentifierNameSyntax simple && aliases.Contains(simple.Identifier.ValueText);
    }

    private static bool IsMigrationName(SyntaxNode name) => name switch
    {
        QualifiedNameSyntax qualified => IsMigrationName(qualified.Right),
        AliasQualifiedNameSyntax qualified => IsMigrationName(qualified.Name),
        IdentifierNameSyntax simple => simple.Identifier.ValueText is "Migration" or "MigrationAttribute",
        _ => false,
    };

    private static bool IsSelfContainedClass(ClassDeclarationSyntax declaration) =>
        !declaration.Modifiers.Any(SyntaxKind.PartialKeyword) &&
        declaration.AttributeLists
            .SelectMany(list => list.Attributes)
            .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? default)
            .All(argument => argument.Expression is LiteralExpressionSyntax);

    private static string Name(ClassDeclarationSyntax declaration)
    {
        var name = Own(declaration);
        for (var outer = declaration.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is TypeDeclarationSyntax type) name = Own(type) + "+" + name;
            else if (outer is BaseNamespaceDeclarationSyntax space) name = Plain(space.Name) + "." + name;
        }

        return name;
    }

    private static string Own(TypeDeclarationSyntax type) =>
        type.Identifier.ValueText + (type.TypeParameterList is { } parameters ? "`" + parameters.Parameters.Count : string.Empty);

    private static string Plain(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => Plain(qualified.Left) + "." + qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => name.ToString(),
    };
}
