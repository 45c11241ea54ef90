using System.Globalization;
using Lockstep.Model.Operations;

namespace Lockstep.CodeFixes.Writing;

/// <summary>A column's type as migrations name it in C#.</summary>
/// <param name="Text">The source, such as <c>Varchar(20)</c>.</param>
/// <param name="Sql">The SQL that it stands for.</param>
internal sealed record TypeVerb(string Text, string Sql)
{
    private static readonly Dictionary<string, string> VerbsBySql =
        ColumnTypes.Verbs.ToDictionary(verb => ColumnTypes.ToSql(verb)!, verb => verb, StringComparer.Ordinal);

    /// <summary>PostgreSQL's other words for the same types.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["int"] = "integer",
        ["int4"] = "integer",
        ["int8"] = "bigint",
        ["int2"] = "smallint",
        ["float4"] = "real",
        ["float8"] = "double precision",
        ["float"] = "double precision",
        ["decimal"] = "numeric",
        ["bool"] = "boolean",
        ["character varying"] = "varchar",
        ["character"] = "char",
        ["varbit"] = "bit varying",
        ["timestamp without time zone"] = "timestamp",
        ["timestamp with time zone"] = "timestamptz",
        ["time without time zone"] = "time",
    };

    /// <summary>The verb for a type; what has none is said in SQL.</summary>
    public static TypeVerb Of(string sql)
    {
        var text = string.Join(" ", sql.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        var isArray = text.EndsWith("[]", StringComparison.Ordinal);
        var verb = Plain((isArray ? text.Substring(0, text.Length - 2) : text).TrimEnd().ToLowerInvariant());
        // Only what PostgreSQL takes for the same type: a quoted name in upper case is another one.
        if (verb is null || text.IndexOf('"') >= 0) return new("Custom(" + CSharpText.Literal(sql) + ")", sql);
        return isArray ? new(verb.Text + ".Array()", verb.Sql + "[]") : verb;
    }

    /// <summary>The operation with types as the verbs spell them.</summary>
    public static Operation Spelled(Operation operation) => operation switch
    {
        AddColumn add => add with { Column = Spelled(add.Column) },
        CreateTable create => create with { Columns = new(create.Columns.Select(Spelled)) },
        AlterColumnType alter => alter with { Type = Of(alter.Type).Sql },
        CreateCompositeType create => create with { Attributes = new(create.Attributes.Select(Spelled)) },
        AddField add => add with { Definition = Spelled(add.Definition) },
        AlterFieldType alter => alter with { NewType = Of(alter.NewType).Sql },
        CreateDomain create => create with { Type = Of(create.Type).Sql },
        CreateSequence { Options.Type: { } type } create => create with { Options = create.Options with { Type = Of(type).Sql } },
        AlterSequence { Options.Type: { } type } alter => alter with { Options = alter.Options with { Type = Of(type).Sql } },
        CreateRoutine create => create with
        {
            Parameters = new(create.Parameters.Select(parameter => parameter with { Type = Of(parameter.Type).Sql })),
            Returns = create.Returns is not { } returns ? null
                : returns.StartsWith(SetOf, StringComparison.Ordinal) ? SetOf + Of(returns.Substring(SetOf.Length)).Sql
                : Of(returns).Sql,
        },
        _ => operation,
    };

    /// <summary>What stands before the type of a function's rows.</summary>
    public const string SetOf = "SETOF ";

    private static ColumnDefinition Spelled(ColumnDefinition column) => column.Type.Length == 0 ? column : column with { Type = Of(column.Type).Sql };

    private static TypeVerb? Plain(string text)
    {
        var open = text.IndexOf('(');
        int[] numbers = [];
        var name = text;
        if (open >= 0)
        {
            var close = text.IndexOf(')');
            if (close < open) return null;
            var parts = text.Substring(open + 1, close - open - 1).Split(',');
            numbers = new int[parts.Length];
            for (var at = 0; at < parts.Length; at++)
            {
                if (!int.TryParse(parts[at], NumberStyles.Integer, CultureInfo.InvariantCulture, out numbers[at])) return null;
            }

            // "timestamp (3) with time zone" has no verb.
            if (text.Substring(close + 1).Trim().Length > 0) return null;
            name = text.Substring(0, open).TrimEnd();
        }

        if (!VerbsBySql.TryGetValue(Synonyms.TryGetValue(name, out var known) ? known : name, out var verb)) return null;
        // What has no length of its own is unlimited as varchar, and one character as char and bit.
        var wanted = verb switch
        {
            "Numeric" => numbers.Length is 0 or 2,
            "Varchar" or "Char" or "Bit" or "VarBit" => numbers.Length == 1,
            _ => numbers.Length == 0,
        };
        if (!wanted) return null;
        var sql = ColumnTypes.ToSql(verb, numbers)!;
        var source = numbers.Length > 0 || verb == "Numeric" ? verb + "(" + string.Join(", ", numbers) + ")" : verb;
        return new(source, sql);
    }
}
