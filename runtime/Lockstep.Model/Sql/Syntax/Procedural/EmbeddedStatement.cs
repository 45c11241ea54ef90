namespace Lockstep.Model.Sql.Syntax.Procedural;

/// <summary>A statement inside the code of a function or of DO.</summary>
/// <param name="Statement">The statement; its spans count from the start of <paramref name="Source"/>.</param>
/// <param name="Source">The text that it was read from: the code, or the string that EXECUTE gets.</param>
/// <param name="Offset">Where that text begins in the outer source; null if it was put together, or has escapes, so that places don't map.</param>
/// <param name="Place">Where the statement, or the string that holds it, stands in the outer source.</param>
/// <param name="IsDynamic">Whether it is the text of an EXECUTE.</param>
public sealed record EmbeddedStatement(SqlStatement Statement, string Source, int? Offset, SqlSpan Place, bool IsDynamic)
{
    /// <summary>Whether a part of it is known only when it runs.</summary>
    public bool HasHoles { get; init; }
}
