namespace Lockstep.Model.Effects;

/// <summary>PostgreSQL's own types, as <c>pg_cast</c> and <c>pg_opclass</c> have them; the same in PostgreSQL 13 to 18.</summary>
internal static class BuiltInTypes
{
    private static readonly HashSet<string> s_names =
    [
        "int2", "int4", "int8", "float4", "float8", "numeric", "money", "bool", "text", "varchar", "bpchar", "\"char\"", "name", "bytea", "bit", "varbit",
        "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "json", "jsonb", "jsonpath", "xml", "inet", "cidr", "macaddr", "macaddr8",
        "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery", "oid", "xid", "xid8", "cid", "tid", "pg_lsn", "pg_snapshot",
        "txid_snapshot", "refcursor", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc",
        "regprocedure", "regrole", "regtype", "oidvector", "int2vector", "aclitem", "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
        "int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
    ];

    private static readonly HashSet<string> s_objectNumbers =
    [
        "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype",
    ];

    /// <summary>Whether PostgreSQL has a type of that name.</summary>
    public static bool Has(string name) => s_names.Contains(name);

    /// <summary>Whether a value of one type is one of the other as it is stored: a cast without a function.</summary>
    /// <param name="from">The type of the value.</param>
    /// <param name="to">Another type.</param>
    public static bool IsBinaryCoercible(string from, string to) => (from, to) switch
    {
        ("text", "varchar" or "bpchar") or ("varchar", "text" or "bpchar") => true,
        ("xml", "text" or "varchar" or "bpchar") => true,
        ("cidr", "inet") => true,
        ("bit", "varbit") or ("varbit", "bit") => true,
        ("oid", "int4") or ("int4", "oid") => true,
        ("oid" or "int4", _) => IsObjectNumber(to),
        (_, "oid" or "int4") => IsObjectNumber(from),
        ("regproc", "regprocedure") or ("regprocedure", "regproc") or ("regoper", "regoperator") or ("regoperator", "regoper") => true,
        _ => false,
    };

    /// <summary>
    /// The type whose operators an index on a column of the type uses: those of <c>text</c> serve <c>varchar</c>. The same in each access method
    /// that has operators for both.
    /// </summary>
    /// <param name="name">The column's type.</param>
    public static string OperatorsOf(string name) => name switch
    {
        "varchar" => "text",
        "cidr" => "inet",
        _ => IsObjectNumber(name) ? "oid" : name,
    };

    /// <summary>Whether one operator class is for all such types, so that an index on one is none on another: ranges.</summary>
    /// <param name="name">The column's type.</param>
    public static bool IsPolymorphic(string name) => name.EndsWith("range", StringComparison.Ordinal) && Has(name);

    private static bool IsObjectNumber(string name) => s_objectNumbers.Contains(name);
}
