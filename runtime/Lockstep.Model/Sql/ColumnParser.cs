using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Reads what stands between the parentheses of <c>CREATE TABLE</c> and behind <c>ADD COLUMN</c>.</summary>
internal static class ColumnParser
{
    /// <summary>Whether a table constraint, <c>LIKE</c> or <c>EXCLUDE</c> is next, and no column.</summary>
    public static bool StartsTableElement(SqlCursor cursor) =>
        cursor.At("constraint") || cursor.At("primary") || cursor.At("unique") || cursor.At("check") || cursor.At("foreign") ||
        cursor.At("exclude") || cursor.At("like");

    /// <summary>A column's definition; null, and nothing read, if no name is next.</summary>
    public static ColumnDefinition? Column(ref SqlCursor cursor)
    {
        if (cursor.TakeName() is not { } name) return null;
        var column = new ColumnDefinition(name, cursor.TakeUntil(EndsType));
        while (!cursor.AtEnd && !cursor.Current.Is(cursor.Source, ',') && !cursor.Current.Is(cursor.Source, ')')) column = Option(ref cursor, column);
        return column;
    }

    /// <summary>A table constraint; null if it is none that the model has.</summary>
    public static TableConstraint? Constraint(ref SqlCursor cursor)
    {
        var name = cursor.Take("constraint") ? cursor.TakeName() : null;
        if (cursor.Take("primary", "key")) return Names(ref cursor) is { } key ? new PrimaryKeyConstraint(name, key) : null;
        if (cursor.Take("unique"))
        {
            NullsDistinct(ref cursor);
            return Names(ref cursor) is { } unique ? new UniqueConstraint(name, unique) : null;
        }

        if (cursor.Take("check")) return Parenthesized(ref cursor) is { } condition ? new CheckConstraint(name, condition) : null;
        return cursor.Take("foreign", "key") && Names(ref cursor) is { } columns && cursor.Take("references") && Target(ref cursor) is { } target
            ? new ForeignKeyConstraint(name, columns, target)
            : null;
    }

    /// <summary>Reads <c>(name, name)</c>; null, and nothing read, if no parenthesis is next.</summary>
    public static EquatableArray<string>? Names(ref SqlCursor cursor)
    {
        if (cursor.TakeList() is not { } items) return null;
        return new(items.Select(static item => new SqlCursor(item, new(0, item.Length)).TakeName() ?? item));
    }

    private static ColumnDefinition Option(ref SqlCursor cursor, ColumnDefinition column)
    {
        if (cursor.Take("constraint"))
        {
            cursor.TakeName();
            return column;
        }

        if (cursor.Take("not", "null")) return column with { NotNull = true };
        if (cursor.Take("primary", "key")) return column with { PrimaryKey = true };
        if (cursor.Take("default")) return column with { Default = DefaultExpression(ref cursor) };
        if (cursor.Take("collate")) return cursor.TakeQualifiedName() is { } collation ? column with { Collation = collation.ToSql() } : column;
        if (cursor.Take("check")) return Parenthesized(ref cursor) is { } check ? column with { Check = check } : column;
        if (cursor.Take("references")) return Target(ref cursor) is { } target ? column with { References = target } : column;
        if (cursor.Take("generated")) return Generated(ref cursor, column);
        if (cursor.Take("unique"))
        {
            NullsDistinct(ref cursor);
            return column with { Unique = true };
        }

        // NULL, STORAGE, COMPRESSION, DEFERRABLE and others that the model does not hold.
        if (cursor.TakeList() is null) cursor.Take();
        return column;
    }

    private static string DefaultExpression(ref SqlCursor cursor)
    {
        // DEFAULT NULL begins with a word that would end it.
        var first = cursor.Current.Start;
        return cursor.TakeUntil((token, source) => token.Start != first && (StartsOption(token, source) || token.Is(source, "null")));
    }

    private static ColumnDefinition Generated(ref SqlCursor cursor, ColumnDefinition column)
    {
        var always = cursor.Take("always");
        if (!always) cursor.Take("by", "default");
        cursor.Take("as");
        if (cursor.Take("identity"))
        {
            cursor.TakeList();
            return column with { Identity = always ? Identity.Always : Identity.ByDefault };
        }

        var expression = Parenthesized(ref cursor);
        // A virtual column, which PostgreSQL 18 has, is computed when it is read: not what GeneratedAs means.
        return cursor.Take("stored") ? column with { GeneratedAs = expression } : column;
    }

    private static ForeignKeyTarget? Target(ref SqlCursor cursor)
    {
        if (cursor.TakeQualifiedName() is not { } table) return null;
        var target = new ForeignKeyTarget(table, Names(ref cursor) ?? default);
        while (true)
        {
            if (cursor.Take("match")) cursor.Take();
            else if (cursor.Take("on", "delete")) target = target with { OnDelete = Action(ref cursor) };
            else if (cursor.Take("on", "update")) target = target with { OnUpdate = Action(ref cursor) };
            else return target;
        }
    }

    private static ReferentialAction Action(ref SqlCursor cursor)
    {
        if (cursor.Take("restrict")) return ReferentialAction.Restrict;
        if (cursor.Take("cascade")) return ReferentialAction.Cascade;
        if (!cursor.Take("set"))
        {
            cursor.Take("no", "action");
            return ReferentialAction.NoAction;
        }

        var action = cursor.Take("null") ? ReferentialAction.SetNull : ReferentialAction.SetDefault;
        if (action == ReferentialAction.SetDefault) cursor.Take("default");
        // SET NULL (column), since PostgreSQL 15.
        cursor.TakeList();
        return action;
    }

    private static void NullsDistinct(ref SqlCursor cursor)
    {
        if (!cursor.Take("nulls")) return;
        cursor.Take("not");
        cursor.Take("distinct");
    }

    private static string? Parenthesized(ref SqlCursor cursor)
    {
        if (!cursor.Take('(')) return null;
        var start = cursor.Current.Start;
        var end = start;
        for (var depth = 1; !cursor.AtEnd;)
        {
            if (cursor.Current.Is(cursor.Source, '(')) depth++;
            else if (cursor.Current.Is(cursor.Source, ')') && --depth == 0) break;
            end = cursor.Take().End;
        }

        cursor.Take(')');
        return cursor.Source.Substring(start, end - start);
    }

    private static bool EndsType(SqlToken token, string source) =>
        StartsOption(token, source) || token.Is(source, "default") || token.Is(source, "null") ||
        token.Is(source, "storage") || token.Is(source, "compression") || token.Is(source, "options");

    private static bool StartsOption(SqlToken token, string source) =>
        token.Is(source, "not") || token.Is(source, "constraint") || token.Is(source, "primary") || token.Is(source, "unique") ||
        token.Is(source, "check") || token.Is(source, "references") || token.Is(source, "generated") || token.Is(source, "collate");
}
