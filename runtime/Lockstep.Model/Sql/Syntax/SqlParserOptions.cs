namespace Lockstep.Model.Sql.Syntax;

/// <summary>A part of a source, in UTF-16 units.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many.</param>
public readonly record struct SqlSpan(int Start, int Length)
{
    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;
}

/// <summary>How SQL is read.</summary>
public sealed record SqlParserOptions
{
    /// <summary>PostgreSQL's own settings.</summary>
    public static SqlParserOptions Default { get; } = new();

    /// <summary>PostgreSQL's setting of that name; off, <c>'…'</c> knows backslash escapes.</summary>
    public bool StandardConformingStrings { get; init; } = true;

    /// <summary>
    /// Places in the source whose text is not SQL but stands for some, such as an interpolation. A hole can stand for a name, a part of a name,
    /// a constant or an expression.
    /// </summary>
    public IReadOnlyList<SqlSpan> Holes { get; init; } = [];
}
