using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>A statement of the catalogue as a file that linters judge: what runs in its transaction before it stands there too, what was committed before does not.</summary>
/// <param name="Statement">The statement.</param>
internal sealed record PeerScript(CatalogueStatement Statement)
{
    /// <summary>The version that the comparison is for: the lowest whose observations there are, since what is safe there is safe in all of them.</summary>
    internal const int Version = 15;

    /// <summary>What was committed before the file runs, beside the catalogue's schema.</summary>
    internal IReadOnlyList<string> Setup => Statement.Setup;

    /// <summary>The whole file.</summary>
    internal string Text => Head + Statement.Sql + ";\n" + (Statement.Before.Count > 0 ? "COMMIT;\n" : "");

    /// <summary>The number of lines before the statement.</summary>
    internal int FirstLine => Head.Count(character => character == '\n');

    /// <summary>The number of characters before the statement.</summary>
    internal int Start => Head.Length;

    private string Head => Statement.Before.Count == 0 ? "" : "BEGIN;\n" + string.Concat(Statement.Before.Select(sql => sql + ";\n"));

    /// <summary>All statements that the version knows.</summary>
    internal static IReadOnlyList<PeerScript> All { get; } =
        [.. Catalogue.Statements.Where(statement => statement.Versions.Has(Version)).Select(statement => new PeerScript(statement))];
}
