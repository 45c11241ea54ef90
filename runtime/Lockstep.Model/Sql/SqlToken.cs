namespace Lockstep.Model.Sql;

/// <summary>What a token is, in the terms of PostgreSQL's own scanner (<c>src/backend/parser/scan.l</c>).</summary>
public enum SqlTokenKind
{
    /// <summary>After the last character.</summary>
    EndOfInput,

    /// <summary>An unquoted name or keyword. PostgreSQL folds it to lower case.</summary>
    Identifier,

    /// <summary><c>"name"</c>.</summary>
    QuotedIdentifier,

    /// <summary><c>U&amp;"name"</c>.</summary>
    UnicodeQuotedIdentifier,

    /// <summary><c>'text'</c>, also <c>N'text'</c>.</summary>
    String,

    /// <summary><c>E'te\nxt'</c>.</summary>
    EscapeString,

    /// <summary><c>U&amp;'text'</c>.</summary>
    UnicodeString,

    /// <summary><c>$tag$text$tag$</c>.</summary>
    DollarString,

    /// <summary><c>B'0101'</c>.</summary>
    BitString,

    /// <summary><c>X'1F'</c>.</summary>
    HexString,

    /// <summary>A whole number, also <c>0x1F</c>, <c>0o17</c>, <c>0b11</c> and <c>1_000</c>.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Float,

    /// <summary><c>$1</c>.</summary>
    Parameter,

    /// <summary>A run of operator characters.</summary>
    Operator,

    /// <summary>One of <c>, ( ) [ ] . ; :</c>, or <c>..</c>, <c>::</c>, <c>:=</c>.</summary>
    Punctuation,

    /// <summary><c>-- to the end of the line</c> or <c>/* nested */</c>.</summary>
    Comment,

    /// <summary>Something that is not SQL: a string, comment or quoted name without its end, or a stray character.</summary>
    Error,
}

/// <summary>A token and its place. The text stays in the source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First character, in UTF-16 units from the start of the source.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The token's text as written.</summary>
    public string Text(string source) => source.Substring(Start, Length);

    /// <summary>Whether it is the given unquoted word, in any case. <paramref name="word"/> is lower-case ASCII.</summary>
    public bool Is(string source, string word)
    {
        if (Kind != SqlTokenKind.Identifier || Length != word.Length) return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (SqlIdentifier.Fold(source[Start + i]) != word[i]) return false;
        }

        return true;
    }

    /// <summary>Whether it is the given punctuation character.</summary>
    public bool Is(string source, char punctuation) =>
        Kind == SqlTokenKind.Punctuation && Length == 1 && source[Start] == punctuation;
}
