namespace Lockstep.Model.Sql.Syntax.Procedural;

/// <summary>Finds the statements in the code of functions and DO blocks, languages sql and plpgsql.</summary>
public static class EmbeddedSql
{
    // DO in DO in DO: nobody writes more.
    private const int MaxDepth = 8;

    /// <summary>The statements inside a statement, in order; those inside them follow them. Empty for a statement without code.</summary>
    /// <param name="statement">Any statement.</param>
    /// <param name="source">The source that it was read from.</param>
    public static IReadOnlyList<EmbeddedStatement> Find(SqlStatement statement, string source)
    {
        var found = new List<EmbeddedStatement>();
        Find(statement, source, 0, default, found, 0, unread: null);
        return found;
    }

    /// <summary>The texts of EXECUTE in it that are not known as a whole before it runs.</summary>
    /// <param name="statement">Any statement.</param>
    /// <param name="source">The source that it was read from.</param>
    internal static IReadOnlyList<DynamicText> Unread(SqlStatement statement, string source)
    {
        var unread = new List<DynamicText>();
        Find(statement, source, 0, default, [], 0, unread);
        return unread;
    }

    private static void Find(SqlStatement statement, string source, int? offset, SqlSpan place, List<EmbeddedStatement> found, int depth, List<DynamicText>? unread)
    {
        var (options, byDefault) = statement switch
        {
            DoStatement block => (block.Options, "plpgsql"),
            CreateFunctionStatement function => (function.Options, "sql"),
            _ => (null, ""),
        };
        if (statement is CreateFunctionStatement { Body: { } body })
        {
            foreach (var inner in body) Add(new(inner, source, offset, Placed(inner, offset, place), IsDynamic: false), found, depth, unread);
        }

        if (options?.FirstOrDefault(option => option.Name == "as") is not { Code: { } span, Value: { } text }) return;
        var language = options.LastOrDefault(option => option.Name == "language")?.Value?.ToLowerInvariant() ?? byDefault;
        if (language is not ("sql" or "plpgsql")) return;
        var literal = new SqlLexer(source, span.Start, span.End).Next();
        var code = new CodeText(text, Inside(literal, source, text) is { } start && offset is { } outer ? start + outer : null, offset is { } o ? new(span.Start + o, span.Length) : place);
        if (language == "plpgsql") PlpgsqlReader.Read(code, statement => Add(statement, found, depth, unread), unread is null ? null : unread.Add);
        else Read(code, [], isDynamic: false, statement => Add(statement, found, depth, unread));
    }

    /// <summary>Reads the statements of a text.</summary>
    internal static void Read(CodeText code, IReadOnlyList<SqlSpan> holes, bool isDynamic, Action<EmbeddedStatement> add)
    {
        foreach (var piece in SqlParser.Parse(code.Text, new() { Holes = holes }).Pieces)
        {
            var statement = piece.Statement;
            add(new(statement, code.Text, code.Offset, Placed(statement, code.Offset, code.Place), isDynamic)
            {
                HasHoles = holes.Any(hole => hole.Start >= statement.Start && hole.Start < statement.Start + statement.Length),
            });
        }
    }

    /// <summary>Where the value of a string begins in the source, if it stands there as it is.</summary>
    internal static int? Inside(SqlToken literal, string source, string value)
    {
        var start = literal.Kind == SqlTokenKind.DollarString ? source.IndexOf('$', literal.Start + 1) + 1 : source.IndexOf('\'', literal.Start) + 1;
        return start > literal.Start && start + value.Length < literal.End && string.CompareOrdinal(source, start, value, 0, value.Length) == 0 ? start : null;
    }

    internal static SqlSpan Placed(SqlNode node, int? offset, SqlSpan place) => offset is { } start ? new(node.Start + start, node.Length) : place;

    private static void Add(EmbeddedStatement statement, List<EmbeddedStatement> found, int depth, List<DynamicText>? unread)
    {
        found.Add(statement);
        if (depth < MaxDepth) Find(statement.Statement, statement.Source, statement.Offset, statement.Place, found, depth + 1, unread);
    }
}

/// <summary>Code, and where it comes from.</summary>
/// <param name="Text">The code.</param>
/// <param name="Offset">Where it begins in the outer source; null if it does not stand there as it is.</param>
/// <param name="Place">The string that holds it, in the outer source.</param>
internal sealed record CodeText(string Text, int? Offset, SqlSpan Place);
