namespace Lockstep.Verification;

/// <summary>
/// The query behind <see cref="CatalogSnapshot"/>, for PostgreSQL 13 to 18. It is to be run with an empty search_path, so that every name
/// comes with its schema.
/// </summary>
internal static partial class CatalogQuery
{
    // Objects below are initdb's: pg_catalog, and a few more.
    private const string FirstUserOid = "16384";

    private const string Common = """
        WITH ns AS (
            SELECT oid, nspname, nspacl, nspowner FROM pg_namespace
            WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'lockstep') AND nspname !~ '^pg_(toast_)?temp_'
        ), ext AS MATERIALIZED (
            SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
        ), rel AS (
            SELECT c.*, format('%I.%I', ns.nspname, c.relname) AS fullname
            FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
            WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_class'::regclass AND objid = c.oid)
        )

        """;

    /// <summary>Two columns: what the object is called, kind first, and its definition.</summary>
    /// <param name="version">The server's major version.</param>
    public static string Sql(int version) =>
        Common + string.Join("\nUNION ALL\n", Relations(version).Concat(Routines()).Concat(Types(version)).Concat(Others(version)).Concat(Cluster()));

    private static string Owner(string owner) => $"'owner=' || {owner}::regrole";

    /// <summary>
    /// Privileges, in an order of their own: PostgreSQL keeps them in the order of granting. Nothing is said where they are those that an
    /// object has from the start, whether the catalog spells them out (as it does after a GRANT and its REVOKE) or not.
    /// </summary>
    private static string Acl(string acl, string kind, string owner)
    {
        var fromStart = $"acldefault({kind}::\"char\", {owner})";
        return $"'acl=' || nullif({Sorted($"coalesce({acl}, {fromStart})::text[]")}, {Sorted($"{fromStart}::text[]")})";
    }

    /// <summary>An array's elements in an order of their own.</summary>
    private static string Sorted(string array) => $"""(SELECT coalesce(string_agg(e, ',' ORDER BY e COLLATE "C"), '') FROM unnest({array}) e)""";

    /// <summary>Options without their values, which may be secrets; a value that changes is seen all the same.</summary>
    private static string Secret(string options) =>
        $"""(SELECT string_agg(split_part(e, '=', 1) || '=md5:' || md5(e), ',' ORDER BY e COLLATE "C") FROM unnest({options}) e)""";

    private static string NotOfExtension(string catalog, string oid) =>
        $"NOT EXISTS (SELECT FROM ext WHERE classid = '{catalog}'::regclass AND objid = {oid})";

    /// <summary>All columns of a catalog row that are neither OIDs of rows nor named elsewhere; for catalogs whose columns differ between versions.</summary>
    private static string Row(string alias, params string[] without) =>
        $"(to_jsonb({alias}) - ARRAY[{string.Join(", ", without.Prepend("oid").Select(name => $"'{name}'"))}])::text";
}
