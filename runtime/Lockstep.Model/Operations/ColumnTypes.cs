namespace Lockstep.Model.Operations;

/// <summary>The names under which C# authors find PostgreSQL's types, and the types' SQL. Authoring and analysers both read it.</summary>
public static class ColumnTypes
{
    private static readonly Dictionary<string, string> SqlByVerb = new()
    {
        ["SmallInt"] = "smallint",
        ["Integer"] = "integer",
        ["BigInt"] = "bigint",
        ["Real"] = "real",
        ["DoublePrecision"] = "double precision",
        ["Numeric"] = "numeric",
        ["Text"] = "text",
        ["Varchar"] = "varchar",
        ["Char"] = "char",
        ["Bytea"] = "bytea",
        ["Boolean"] = "boolean",
        ["Date"] = "date",
        ["Time"] = "time",
        ["Timestamp"] = "timestamp",
        ["TimestampTz"] = "timestamptz",
        ["Interval"] = "interval",
        ["Uuid"] = "uuid",
        ["Json"] = "json",
        ["Jsonb"] = "jsonb",
        ["Inet"] = "inet",
        ["Cidr"] = "cidr",
        ["MacAddr"] = "macaddr",
        ["TsVector"] = "tsvector",
        ["Money"] = "money",
        ["Xml"] = "xml",
        ["TsQuery"] = "tsquery",
        ["Bit"] = "bit",
        ["VarBit"] = "bit varying",
        ["Point"] = "point",
        ["MacAddr8"] = "macaddr8",
        ["Oid"] = "oid",
        ["Int4Range"] = "int4range",
        ["Int8Range"] = "int8range",
        ["NumRange"] = "numrange",
        ["DateRange"] = "daterange",
        ["TsRange"] = "tsrange",
        ["TsTzRange"] = "tstzrange",
    };

    /// <summary>Every verb that names a type.</summary>
    public static IReadOnlyCollection<string> Verbs => SqlByVerb.Keys;

    /// <summary>The type's SQL; null if the verb names none.</summary>
    /// <param name="verb">The verb's name, such as <c>TimestampTz</c>.</param>
    /// <param name="arguments">Its numbers, such as length, or precision and scale; may be empty.</param>
    public static string? ToSql(string verb, params int[] arguments)
    {
        if (!SqlByVerb.TryGetValue(verb, out var sql)) return null;
        return arguments.Length == 0 ? sql : sql + "(" + string.Join(", ", arguments) + ")";
    }
}
