using Lockstep.Model.Sql.Syntax.Parsing;

namespace Lockstep.Model.Sql;

/// <summary>PostgreSQL's keywords, as far as they matter for names.</summary>
public static class SqlKeywords
{
    /// <summary>
    /// Whether the word, in lower case, must be quoted to be a name everywhere: it is a keyword, and not of the unreserved kind
    /// (<c>pg_get_keywords().catcode &lt;&gt; 'U'</c>). <c>quote_ident</c> quotes the same ones.
    /// </summary>
    public static bool NeedQuotes(string word) =>
        KeywordTable.Find(word, 0, word.Length) is >= KeywordTable.First and var keyword && KeywordTable.Category(keyword) != 'u';
}
