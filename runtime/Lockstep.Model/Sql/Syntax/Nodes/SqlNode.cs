namespace Lockstep.Model.Sql.Syntax;

/// <summary>A part of SQL that was read, and its place. Nothing changes it after it was made.</summary>
public abstract record SqlNode
{
    /// <summary>The first character, in UTF-16 units from the start of the source.</summary>
    public int Start { get; internal set; }

    /// <summary>In UTF-16 units.</summary>
    public int Length { get; internal set; }

    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The node's text as written.</summary>
    /// <param name="source">The source that the node was read from.</param>
    public string TextIn(string source) => source.Substring(Start, Length);
}

/// <summary>A statement.</summary>
/// <param name="Tag">PostgreSQL's own name for the kind of statement, such as <c>AlterTableStmt</c>.</param>
public abstract record SqlStatement(string Tag) : SqlNode;

/// <summary>A statement that PostgreSQL would refuse.</summary>
/// <param name="Kind">The kind of statement that its first words promise; null if they promise none.</param>
/// <param name="Message">What is wrong, in PostgreSQL's words.</param>
/// <param name="ErrorStart">Where the first error stands, in UTF-16 units from the start of the source.</param>
/// <param name="ErrorLength">The length of the token that is wrong; 0 at the end of the input.</param>
public sealed record ErrorStatement(string? Kind, string Message, int ErrorStart, int ErrorLength) : SqlStatement("Error");

/// <summary>A hole that stands for a whole statement.</summary>
public sealed record HoleStatement() : SqlStatement("Hole");

/// <summary>A source and the statements in it, in order.</summary>
/// <param name="Source">The SQL.</param>
/// <param name="Pieces">The statements with their places; empty ones are left out.</param>
public sealed record SqlScript(string Source, IReadOnlyList<SqlPiece> Pieces)
{
    /// <summary>Whether PostgreSQL would read all of it.</summary>
    public bool IsValid => Pieces.All(piece => piece.Statement is not ErrorStatement);

    /// <summary>The statements.</summary>
    public IEnumerable<SqlStatement> Statements => Pieces.Select(piece => piece.Statement);
}

/// <summary>A statement's share of the source.</summary>
/// <param name="Statement">The statement; its own span ends with its last token.</param>
/// <param name="Start">Its first character (of what cannot be read: the character after the semicolon before it).</param>
/// <param name="End">The place of its semicolon, or the end of the source.</param>
/// <param name="HasTerminator">Whether a semicolon stands at <paramref name="End"/>.</param>
public sealed record SqlPiece(SqlStatement Statement, int Start, int End, bool HasTerminator);
