namespace Lockstep.Model.Sql;

/// <summary>Walks the tokens of one statement, with one token looked ahead.</summary>
public ref struct SqlCursor
{
    private SqlLexer _lexer;

    /// <summary>Starts at the statement's first token.</summary>
    public SqlCursor(string source, SqlSpan span)
    {
        Source = source;
        _lexer = new(source, span.Start, span.End);
        Current = _lexer.Next();
        LastEnd = Current.Start;
    }

    /// <summary>The whole source.</summary>
    public string Source { get; }

    /// <summary>The token that is read next.</summary>
    public SqlToken Current { get; private set; }

    /// <summary>Where the token read last ended.</summary>
    public int LastEnd { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => Current.Kind == SqlTokenKind.EndOfInput;

    /// <summary>Reads one token.</summary>
    public SqlToken Take()
    {
        var taken = Current;
        LastEnd = taken.End;
        Current = _lexer.Next();
        return taken;
    }

    /// <summary>Whether the next token is the unquoted word, in any case.</summary>
    public readonly bool At(string word) => Current.Is(Source, word);

    /// <summary>Reads the word if it is next.</summary>
    public bool Take(string word)
    {
        if (!At(word)) return false;
        Take();
        return true;
    }

    /// <summary>Reads all the words if they are next in this order; otherwise reads nothing.</summary>
    public bool Take(string word, string then)
    {
        var before = this;
        if (Take(word) && Take(then)) return true;
        this = before;
        return false;
    }

    /// <summary>Reads <c>IF EXISTS</c> if it is next.</summary>
    public bool TakeIfExists() => Take("if", "exists");

    /// <summary>Reads <c>IF NOT EXISTS</c> if it is next.</summary>
    public bool TakeIfNotExists()
    {
        var before = this;
        if (Take("if", "not") && Take("exists")) return true;
        this = before;
        return false;
    }

    /// <summary>Reads the punctuation character if it is next.</summary>
    public bool Take(char punctuation)
    {
        if (!Current.Is(Source, punctuation)) return false;
        Take();
        return true;
    }

    /// <summary>Reads a name; null, and nothing read, if none is next.</summary>
    public string? TakeName()
    {
        var name = SqlIdentifier.Value(Current, Source);
        if (name is not null) Take();
        return name;
    }

    /// <summary>Reads a name with or without a schema (or database); null if none is next.</summary>
    public QualifiedName? TakeQualifiedName()
    {
        if (TakeName() is not { } name) return null;
        string? schema = null;
        while (Current.Is(Source, '.'))
        {
            Take();
            schema = name;
            name = TakeName() ?? string.Empty;
        }

        return new(schema, name);
    }

    /// <summary>
    /// Skips to the next comma, closing parenthesis or stop word outside parentheses, and returns the text passed over, trimmed.
    /// </summary>
    public string TakeUntil(Func<SqlToken, string, bool>? stop = null)
    {
        var start = Current.Start;
        var end = start;
        var depth = 0;
        while (!AtEnd)
        {
            if (depth == 0 && (Current.Is(Source, ',') || Current.Is(Source, ')') || (stop is not null && stop(Current, Source)))) break;
            if (Current.Is(Source, '(') || Current.Is(Source, '[')) depth++;
            if (Current.Is(Source, ')') || Current.Is(Source, ']')) depth--;
            end = Take().End;
        }

        return Source.Substring(start, end - start);
    }

    /// <summary>Reads <c>( item, item )</c> and returns each item's text; null, and nothing read, if no parenthesis is next.</summary>
    public List<string>? TakeList()
    {
        if (!Take('(')) return null;
        var items = new List<string>();
        while (!AtEnd && !Current.Is(Source, ')'))
        {
            items.Add(TakeUntil());
            if (!Take(',')) break;
        }

        Take(')');
        return items;
    }

    /// <summary>The rest of the statement.</summary>
    public string TakeRest()
    {
        var start = Current.Start;
        var end = start;
        while (!AtEnd) end = Take().End;
        return Source.Substring(start, end - start);
    }
}
