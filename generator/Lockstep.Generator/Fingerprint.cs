using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Lockstep.Generator;

/// <summary>A migration's code in 64 characters: the same for the same code however it is laid out and commented.</summary>
internal static class Fingerprint
{
    // The transform runs again for every migration whenever anything in the project changes; the nodes of unchanged files stay the same.
    private static readonly ConditionalWeakTable<SyntaxNode, string> Known = new();

    /// <summary>
    /// SHA-256 over the tokens of the class, as lower-case hex. The parts of a partial class are taken in the order of their own
    /// fingerprints, since neither their files' places nor their order change what the migration does.
    /// </summary>
    public static string Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var references = type.DeclaringSyntaxReferences;
        if (references.Length == 1) return Of(references[0].GetSyntax(cancellationToken));
        var parts = references.Select(reference => Of(reference.GetSyntax(cancellationToken))).ToArray();
        Array.Sort(parts, string.CompareOrdinal);
        return Hash(string.Concat(parts));
    }

    private static string Of(SyntaxNode declaration) => Known.GetValue(declaration, HashTokens);

    private static string HashTokens(SyntaxNode declaration)
    {
        var text = new StringBuilder();
        foreach (var token in declaration.DescendantTokens())
        {
            // A string over several lines holds the file's line ends, which git changes from machine to machine.
            text.Append(token.Text.Replace("\r\n", "\n")).Append('\0');
        }

        return Hash(text.ToString());
    }

    /// <summary>SHA-256 of a text, as lower-case hex.</summary>
    public static string Hash(string text)
    {
        using var sha = SHA256.Create();
        var hex = new StringBuilder(64);
        foreach (var value in sha.ComputeHash(Encoding.UTF8.GetBytes(text)))
        {
            hex.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
        }

        return hex.ToString();
    }
}
