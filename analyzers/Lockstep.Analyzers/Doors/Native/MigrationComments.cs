using Lockstep.Generator;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What a class says of itself: in its attribute, and in the comment above it.</summary>
internal static class MigrationComments
{
    /// <summary>Reads it.</summary>
    public static MigrationDocumentation Of(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken) => new(
        MigrationShape.Argument(attribute, "name") as string ?? string.Empty,
        string.Join(" ", type.DeclaringSyntaxReferences.Select(part => Comment(part.GetSyntax(cancellationToken))).Where(text => text.Length > 0)),
        MigrationShape.Property(attribute, "Ticket") as string ?? string.Empty);

    /// <summary>The comment as text. Without a documentation file the compiler does not parse it, so this reads the lines.</summary>
    private static string Comment(SyntaxNode declaration)
    {
        var words = declaration.GetLeadingTrivia().ToFullString()
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => WithoutTags(line.TrimStart('/')).Trim())
            .Where(line => line.Length > 0);
        return string.Join(" ", words);
    }

    private static string WithoutTags(string line)
    {
        for (var open = line.IndexOf('<'); open >= 0 && line.IndexOf('>', open) is var close && close >= 0; open = line.IndexOf('<'))
        {
            line = line.Remove(open, close - open + 1);
        }

        return line;
    }
}
