using System.Globalization;
using System.Text;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema;

/// <summary>The names that PostgreSQL gives to what gets none: <c>t_a_key</c>, <c>t_pkey</c>, <c>t_lower_idx</c>.</summary>
internal static class ObjectNaming
{
    /// <summary>A name made of a table's, a column's and a label, at most 63 bytes long, that is not taken.</summary>
    public static string Choose(string table, string? columns, string label, Func<string, bool> isTaken)
    {
        for (var pass = 0; ; pass++)
        {
            var name = Make(table, columns, pass == 0 ? label : label + pass.ToString(CultureInfo.InvariantCulture));
            if (!isTaken(name)) return name;
        }
    }

    /// <summary>The columns' part of an index's or foreign key's name.</summary>
    public static string Columns(IEnumerable<string> names)
    {
        var joined = new StringBuilder();
        var bytes = 0;
        foreach (var name in names)
        {
            if (bytes >= SqlIdentifier.MaxBytes + 1) break;
            if (bytes > 0)
            {
                joined.Append('_');
                bytes++;
            }

            joined.Append(name);
            bytes += Encoding.UTF8.GetByteCount(name);
        }

        return joined.ToString();
    }

    /// <summary>The names that an index's columns have: each different, an expression's after its function or type.</summary>
    public static List<string> IndexColumns(IEnumerable<string> elements)
    {
        var names = new List<string>();
        foreach (var element in elements)
        {
            var name = ExpressionText.ColumnOf(element) ?? OfExpression(element) ?? "expr";
            var unique = name;
            for (var number = 1; names.Contains(unique); number++) unique = Clip(name, SqlIdentifier.MaxBytes - Digits(number)) + Digits(number, text: true);
            names.Add(unique);
        }

        return names;
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static string Digits(int number, bool text) => text ? number.ToString(CultureInfo.InvariantCulture) : string.Empty;

    private static string? OfExpression(string element)
    {
        if (SqlParser.Parse("CREATE INDEX ON t (" + element + ")").Statements.FirstOrDefault() is not CreateIndexStatement { Columns: [{ Expression: { } expression }] })
        {
            return null;
        }

        return Name(expression).Name;
    }

    /// <summary>What PostgreSQL calls a query's column of that value.</summary>
    public static string OfColumn(SqlExpression expression) => Name(expression).Name ?? "?column?";

    /// <summary>What PostgreSQL calls a column of that value, and how sure it is of it (2: a real name, 1: a type's, 0: none).</summary>
    private static (string? Name, int Strength) Name(SqlExpression expression)
    {
        switch (expression)
        {
            case ColumnExpression { IsStar: false, Name: { } path }:
                return (path.Name, 2);
            case FunctionCallExpression call:
                return (call.Name.Name, 2);
            case SpecialCallExpression { Name: "cast", Type: { } target, Arguments: [var value] }:
                var cut = Name(value);
                return cut.Strength > 1 ? cut : (target.Name.Name, 1);
            case SpecialCallExpression { Name: "collation for" }:
                return ("pg_collation_for", 2);
            case SpecialCallExpression { Name: "trim" }:
                return ("btrim", 2);
            case SpecialCallExpression call:
                return (call.Name, 2);
            case AtTimeZoneExpression:
                return ("timezone", 2);
            case SubqueryExpression { Kind: SubqueryKind.Exists }:
                return ("exists", 2);
            case SubqueryExpression { Kind: SubqueryKind.Array } or ArrayExpression:
                return ("array", 2);
            case SubqueryExpression { Kind: SubqueryKind.Value, Query.Body: SelectBody { Targets: [var only, ..] } }:
                return only.Label is { } label ? (label.Value, 2) : Name(only.Value);
            case RowExpression:
                return ("row", 2);
            case CastExpression cast:
                var inner = Name(cast.Value);
                return inner.Strength > 1 ? inner : (cast.Type.Name.Name, 1);
            case TypedConstantExpression typed:
                return (typed.Type.Name.Name, 1);
            case CollateExpression collate:
                return Name(collate.Value);
            case IndirectionExpression indirection:
                var field = indirection.Steps.LastOrDefault(step => step.Field is not null)?.Field;
                return field is null ? Name(indirection.Value) : (field.Value, 2);
            case CaseExpression conditional:
                var otherwise = conditional.Else is null ? (null, 0) : Name(conditional.Else);
                return otherwise.Item2 > 1 ? otherwise : ("case", 1);
            default:
                return (null, 0);
        }
    }

    private static string Make(string table, string? columns, string label)
    {
        var available = SqlIdentifier.MaxBytes - label.Length - 1 - (columns is null ? 0 : 1);
        var first = Encoding.UTF8.GetByteCount(table);
        var second = columns is null ? 0 : Encoding.UTF8.GetByteCount(columns);
        while (first + second > available)
        {
            if (first > second) first--;
            else second--;
        }

        var name = Clip(table, first);
        if (columns is not null) name += "_" + Clip(columns, second);
        return name + "_" + label;
    }

    private static int Width(char c) => c < 0x80 ? 1 : c < 0x800 ? 2 : 3;

    /// <summary>As much of the text as fits, no character cut in two.</summary>
    private static string Clip(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes) return text;
        var length = 0;
        var used = 0;
        while (length < text.Length)
        {
            var step = char.IsHighSurrogate(text[length]) && length + 1 < text.Length ? 2 : 1;
            used += step == 2 ? 4 : Width(text[length]);
            if (used > bytes) break;
            length += step;
        }

        return text.Substring(0, length);
    }
}
