namespace Lockstep.Effects.Tests.Harness;

/// <summary>One statement of the catalogue and the circumstances in which it is to be observed.</summary>
/// <param name="Family">The file's name without its ending, such as <c>indexes</c>.</param>
/// <param name="Line">The line in that file at which its paragraph begins.</param>
/// <param name="Sql">The statement, without a semicolon at its end.</param>
internal sealed record CatalogueStatement(string Family, int Line, string Sql)
{
    /// <summary>Statements committed beforehand, in a database of its own.</summary>
    internal IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>Statements that run in the same transaction just before it.</summary>
    internal IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The major versions that know the statement.</summary>
    internal VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>The major versions that refuse it; <see langword="null"/> when none does.</summary>
    internal VersionRange? Fails { get; init; }

    /// <summary>The rows of the rules that it shows, such as <c>B2</c> or <c>M11</c>.</summary>
    internal IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What tells it from all others.</summary>
    internal string Key => string.Join(";\n", [.. Setup.Select(sql => "setup " + sql), .. Before.Select(sql => "before " + sql), Sql]);

    public override string ToString() => $"{Family}.sql({Line}): {Sql}";
}

/// <summary>Major versions of PostgreSQL, both ends included.</summary>
internal readonly record struct VersionRange(int First, int Last)
{
    internal static VersionRange All => new(0, int.MaxValue);

    internal bool Has(int version) => version >= First && version <= Last;
}
