namespace Lockstep.Effects.Tests.BuiltIns;

/// <summary>What to ask a server for its own types, casts, operators and functions: two columns each, a name and a fact.</summary>
internal static class BuiltInQueries
{
    /// <summary>Objects below are PostgreSQL's own.</summary>
    private const string FirstUserOid = "16384";

    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Category, ! for the preferred one of it, storage, c for types with a collation.
        ["Type"] = $"""
            SELECT {Name("t.oid")}, concat(typcategory, CASE WHEN typispreferred THEN '!' END, typstorage, CASE WHEN typcollation <> 0 THEN 'c' END)
            FROM pg_type t WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm')
                AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) AND t.oid < {FirstUserOid}
            """,
        // When it is taken (implicitly, in assignments, explicitly), and how it is done (binary, a function, text).
        ["Cast"] = $"SELECT {Name("castsource")}, concat({Name("casttarget")}, ' ', castcontext, castmethod) FROM pg_cast WHERE oid < {FirstUserOid}",
        ["Operator"] = $"SELECT oprname, concat({Name("oprleft")}, ',', {Name("oprright")}, '>', {Name("oprresult")}) FROM pg_operator WHERE oid < {FirstUserOid}",
        // The default operator class of each type.
        ["OperatorClass"] = $"""
            SELECT amname, concat({Name("opcintype")}, ' ', opcname) FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod WHERE opcdefault AND c.oid < {FirstUserOid}
            """,
        // Arguments, ? before those with a default, * before the one that may be repeated, names where they may be left out; result, and its columns.
        ["Function"] = $"""
            SELECT proname, concat(
                (SELECT string_agg(concat(CASE WHEN provariadic <> 0 AND n = pronargs THEN '*' WHEN n > pronargs - pronargdefaults THEN '?' END,
                        CASE WHEN pronargdefaults > 0 AND proargnames[n::int] <> '' THEN proargnames[n::int] || ':' END, {Name("o")}), ',' ORDER BY n)
                    FROM unnest(proargtypes) WITH ORDINALITY a (o, n)), '>', {Name("prorettype")},
                CASE WHEN prorettype = 'record'::regtype AND proname !~ '^pg_' AND proargmodes IS NOT NULL THEN
                    (SELECT '(' || string_agg(concat(proargnames[n::int], ':', {Name("o")}), ',' ORDER BY n) || ')'
                        FROM unnest(proallargtypes) WITH ORDINALITY a (o, n) WHERE proargmodes[n::int] IN ('o', 't', 'b')) END)
            FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND oid < {FirstUserOid} AND prokind IN ('f', 'a', 'w')
                AND proname !~ '^(binary_upgrade_|pg_stat_get_|RI_FKey|ts_.*_|.*_(send|recv)$)'
                AND (SELECT typtype <> 'p' OR typname ~ '^(any|record|void)' FROM pg_type WHERE oid = prorettype)
                AND NOT EXISTS (SELECT FROM unnest(proargtypes) t WHERE t IN ('internal'::regtype, 'cstring'::regtype))
            """,
    };

    /// <summary>A type as the model calls it.</summary>
    private static string Name(string oid) => $"""
        (SELECT CASE WHEN e.oid IS NOT NULL THEN CASE e.typname WHEN 'char' THEN '"char"' ELSE e.typname END || '[]' WHEN named.typname = 'char' THEN '"char"' ELSE named.typname END
            FROM pg_type named LEFT JOIN pg_type e ON e.typarray = named.oid WHERE named.oid = {oid})
        """;
}
