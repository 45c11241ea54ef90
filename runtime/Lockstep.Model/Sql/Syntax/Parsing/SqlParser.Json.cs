using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>The functions of SQL/JSON.</content>
public sealed partial class SqlParser
{
    private SpecialCallExpression JsonCall()
    {
        var code = _code;
        var (first, name) = Open();
        var items = new List<SqlExpression>();
        SqlTypeName? type = null;
        SelectStatement? query = null;
        switch (code)
        {
            case JSON_OBJECT:
                JsonObject(items);
                type = JsonReturning();
                break;
            case JSON_OBJECTAGG:
                JsonPair(items);
                JsonNullClause();
                JsonUniqueKeys();
                type = JsonReturning();
                break;
            case JSON_ARRAY:
                query = JsonArray(items);
                type = JsonReturning();
                break;
            case JSON_ARRAYAGG:
                JsonValue(items);
                if (_code == ORDER) items.AddRange(OrderBy().Select(item => item.Value));
                JsonNullClause();
                type = JsonReturning();
                break;
            case JSON:
                JsonValue(items);
                JsonUniqueKeys();
                break;
            case JSON_SCALAR:
                items.Add(Expression());
                break;
            case JSON_SERIALIZE:
                JsonValue(items);
                type = JsonReturning();
                break;
            default:
                type = JsonPathCall(items, code);
                break;
        }

        var call = Close(name, items, first, type, query);
        if (code is not (JSON_OBJECTAGG or JSON_ARRAYAGG)) return call;
        var filter = Filter();
        var over = Over();
        return filter is null && over is null ? call : Finish(call with { Filter = filter, Over = over }, first);
    }

    private SqlTypeName? JsonPathCall(List<SqlExpression> items, TokenCode code)
    {
        JsonValue(items);
        Expect(Comma);
        items.Add(Expression());
        JsonPassing(items);
        SqlTypeName? type = null;
        if (code != JSON_EXISTS) type = JsonReturning();
        if (code == JSON_QUERY)
        {
            JsonWrapper();
            JsonQuotes();
        }

        JsonBehaviors(items);
        return type;
    }

    private void JsonObject(List<SqlExpression> items)
    {
        if (_code is RightParen or RETURNING) return;
        if (Peek() is ColonEquals or EqualsGreater)
        {
            items.AddRange(PlainArguments());
            return;
        }

        var count = items.Count;
        items.Add(Expression());
        if (_code is not (VALUE or Colon))
        {
            // The function of PostgreSQL's own that has this name.
            if (Accept(Comma)) items.AddRange(PlainArguments());
            return;
        }

        items.RemoveRange(count, 1);
        Next();
        JsonValue(items);
        while (Accept(Comma)) JsonPair(items);
        JsonNullClause();
        JsonUniqueKeys();
    }

    private void JsonPair(List<SqlExpression> items)
    {
        items.Add(Expression());
        if (!Accept(VALUE)) Expect(Colon);
        JsonValue(items);
    }

    private void JsonValue(List<SqlExpression> items)
    {
        items.Add(Expression());
        JsonFormat();
    }

    private void JsonFormat()
    {
        if (!Accept(FormatJson, JSON)) return;
        if (Accept(ENCODING)) ColId();
    }

    private SelectStatement? JsonArray(List<SqlExpression> items)
    {
        if (_code is RightParen or RETURNING) return null;
        if (Is(TokenClasses.Query) && !(_code == VALUES && Peek() != LeftParen))
        {
            var query = Select();
            JsonFormat();
            return query;
        }

        do JsonValue(items);
        while (Accept(Comma));
        if (_code == RightParen && items.Count == 1 && items[0] is SubqueryExpression) return null;
        JsonNullClause();
        return null;
    }

    private void JsonNullClause()
    {
        if (_code is not (NULL or ABSENT) || Peek() != ON) return;
        Next();
        Next();
        Expect(NULL);
    }

    private void JsonUniqueKeys()
    {
        if (_code is not (WITH or WITHOUT) || Peek() != UNIQUE) return;
        Next();
        Next();
        Accept(KEYS);
    }

    private SqlTypeName? JsonReturning()
    {
        if (!Accept(RETURNING)) return null;
        var type = TypeName();
        JsonFormat();
        return type;
    }

    private void JsonPassing(List<SqlExpression> items)
    {
        if (!Accept(PASSING)) return;
        do
        {
            JsonValue(items);
            Expect(AS);
            Label();
        }
        while (Accept(Comma));
    }

    private void JsonWrapper()
    {
        if (Accept(WITHOUT))
        {
            Accept(ARRAY);
            Expect(WRAPPER);
        }
        else if (Accept(WITH))
        {
            if (!Accept(CONDITIONAL)) Accept(UNCONDITIONAL);
            Accept(ARRAY);
            Expect(WRAPPER);
        }
    }

    private void JsonQuotes()
    {
        if (!Accept(KEEP) && !Accept(OMIT)) return;
        Expect(QUOTES);
        if (!Accept(ON)) return;
        Expect(SCALAR);
        Expect(STRING);
    }

    /// <summary>What happens ON EMPTY and ON ERROR.</summary>
    private void JsonBehaviors(List<SqlExpression> items)
    {
        while (_code is DEFAULT or ERROR or NULL or TRUE or FALSE or UNKNOWN or EMPTY)
        {
            if (Accept(DEFAULT))
            {
                items.Add(Expression());
            }
            else if (Accept(EMPTY))
            {
                if (!Accept(ARRAY)) Accept(OBJECT);
            }
            else
            {
                Next();
            }

            Expect(ON);
            if (!Accept(EMPTY)) Expect(ERROR);
        }
    }

    /// <summary>JSON_TABLE, in FROM.</summary>
    private SpecialCallExpression JsonTable()
    {
        var (first, name) = Open();
        var items = new List<SqlExpression>();
        JsonValue(items);
        Expect(Comma);
        items.Add(Expression());
        if (Accept(AS)) ColId();
        JsonPassing(items);
        JsonColumns(items);
        JsonBehaviors(items);
        return Close(name, items, first);
    }

    private void JsonColumns(List<SqlExpression> items)
    {
        if (!Enter()) return;
        Expect(COLUMNS, LeftParen);
        do JsonColumn(items);
        while (Accept(Comma));
        Expect(RightParen);
        _depth--;
    }

    private void JsonColumn(List<SqlExpression> items)
    {
        if (_code == NESTED && Peek() is PATH or SConst)
        {
            Next();
            Accept(PATH);
            String();
            if (Accept(AS)) ColId();
            JsonColumns(items);
            return;
        }

        ColId();
        if (Accept(FOR))
        {
            Expect(ORDINALITY);
            return;
        }

        TypeName();
        var exists = Accept(EXISTS);
        if (!exists) JsonFormat();
        if (Accept(PATH)) String();
        if (!exists)
        {
            JsonWrapper();
            JsonQuotes();
        }

        JsonBehaviors(items);
    }
}
