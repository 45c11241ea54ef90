namespace Lockstep.Catalog;

/// <summary>
/// The queries behind <see cref="SchemaLoader"/>, for PostgreSQL 13 to 18. They are to be run with an empty search_path, so that every name comes with its
/// schema. Nothing of PostgreSQL's own, of extensions or of Lockstep's schema is in their rows.
/// </summary>
internal static partial class LoaderSql
{
    // Objects below are initdb's: pg_catalog, and a few more.
    private const string FirstUserOid = "16384";

    /// <summary>The schemas, with the session's temporary one under the name that statements give it.</summary>
    private const string Spaces = """
        ns AS MATERIALIZED (
            SELECT oid, CASE WHEN oid = pg_my_temp_schema() THEN 'pg_temp' ELSE nspname END AS nspname, nspowner, nspacl FROM pg_namespace
            WHERE oid = pg_my_temp_schema() OR nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'lockstep') AND nspname !~ '^pg_(toast_)?temp_'
        )
        """;

    private const string Relations = Spaces + """
        , rel AS MATERIALIZED (
            SELECT c.*, nspname FROM pg_class c JOIN ns ON ns.oid = relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S', 'c')
                AND c.oid <> ALL (ARRAY(SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e'))
        )
        """;

    /// <summary>Settings that decide how the server writes expressions; those of the session come back afterwards.</summary>
    public static string Before => """
        SELECT set_config('lockstep.settings', json_build_array(current_setting('search_path'), current_setting('datestyle'), current_setting('intervalstyle'), current_setting('timezone'))::text, true),
            quote_ident(current_user), to_jsonb(current_schemas(false))::text,
            set_config('search_path', '', true), set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true), set_config('timezone', 'UTC', true)
        """;

    /// <summary>Gives the session its settings back.</summary>
    public static string After => """
        SELECT set_config('search_path', s ->> 0, true), set_config('datestyle', s ->> 1, true), set_config('intervalstyle', s ->> 2, true), set_config('timezone', s ->> 3, true)
        FROM (SELECT current_setting('lockstep.settings')::json AS s) AS settings
        """;

    public static string Namespaces => $"""
        WITH {Spaces}
        SELECT oid, nspname, CASE WHEN oid >= {FirstUserOid} THEN {Role("nspowner")} END FROM ns WHERE nspname <> 'pg_temp' AND {NotOfExtension("pg_namespace", "ns.oid")}
        """;

    public static string Classes => $"""
        WITH {Relations}
        SELECT c.oid, nspname, relname, relkind, relpersistence, {Role("relowner")}, reloptions, (SELECT t.reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid),
            (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace), (SELECT amname FROM pg_am WHERE oid = relam), relreplident, relrowsecurity, relforcerowsecurity,
            CASE relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END, pg_get_expr(relpartbound, c.oid), nullif(reloftype, 0)::regtype::text,
            (SELECT array_agg(inhparent ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid),
            CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
            srvname, ftoptions,
            CASE WHEN relkind IN ('v', 'm') THEN (SELECT array_agg(DISTINCT refobjid) FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
                WHERE ev_class = c.oid AND rulename = '_RETURN' AND refclassid = 'pg_class'::regclass AND refobjid <> c.oid) END
        FROM rel c LEFT JOIN pg_foreign_table ON ftrelid = c.oid LEFT JOIN pg_foreign_server s ON s.oid = ftserver
        """;

    /// <summary>The columns of relations and composite types, and what is set for columns of indexes.</summary>
    /// <param name="version">The server's major version.</param>
    public static string Attributes(int version) => $"""
        WITH {Relations}
        SELECT attrelid, attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attgenerated, attidentity,
            CASE WHEN attcollation <> t.typcollation THEN (SELECT format('%s%I', CASE WHEN collnamespace <> 'pg_catalog'::regnamespace THEN quote_ident(nspname) || '.' END, collname)
                FROM pg_collation k JOIN pg_namespace n ON n.oid = collnamespace WHERE k.oid = attcollation) END,
            CASE WHEN attstorage <> t.typstorage THEN attstorage END, {(version >= 14 ? "nullif(attcompression, '')" : "NULL::\"char\"")}, nullif(attstattarget, -1)::int, attoptions, attfdwoptions, attinhcount > 0, attislocal
        FROM rel JOIN pg_attribute a ON attrelid = rel.oid JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
        WHERE attnum > 0 AND NOT attisdropped AND (relkind NOT IN ('i', 'I', 'S') OR relkind IN ('i', 'I') AND attstattarget >= 0)
        ORDER BY attrelid, attnum
        """;

    public static string Indexes => $"""
        WITH {Relations}
        SELECT indexrelid, indrelid, pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident,
            (SELECT inhparent FROM pg_inherits WHERE inhrelid = indexrelid), (SELECT conname FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid AND contype IN ('p', 'u', 'x'))
        FROM rel JOIN pg_index ON indexrelid = rel.oid
        """;

    public static string Constraints => $"""
        WITH {Relations}
        SELECT c.oid, conrelid, contypid, conname, contype, pg_get_constraintdef(c.oid), coninhcount > 0, conislocal, convalidated,
            CASE WHEN contype = 'n' THEN conkey[1] END,
            (SELECT min(tgenabled::text) FROM pg_trigger WHERE tgconstraint = c.oid AND tgrelid = conrelid AND tgisinternal AND (contype <> 'f' OR tgfoid::regproc::text ~ 'RI_FKey_check')),
            (SELECT min(tgenabled::text) FROM pg_trigger WHERE tgconstraint = c.oid AND contype = 'f' AND tgisinternal AND tgrelid = confrelid AND tgfoid::regproc::text !~ 'RI_FKey_check')
        FROM pg_constraint c
        WHERE contype IN ('c', 'f', 'n', 'p', 'u', 'x') AND (conrelid IN (SELECT oid FROM rel) OR contypid <> 0 AND connamespace IN (SELECT oid FROM ns))
            AND NOT (contype = 'f' AND conparentid <> 0 AND EXISTS (SELECT FROM pg_constraint p WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid))
        """;

    public static string Sequences => $"""
        WITH {Relations}
        SELECT seqrelid, format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle, d.refobjid, attname, d.deptype
        FROM rel JOIN pg_sequence ON seqrelid = rel.oid
        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = seqrelid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_attribute ON attrelid = d.refobjid AND attnum = d.refobjsubid
        """;

    public static string Triggers => $"""
        WITH {Relations}
        SELECT t.oid, tgrelid, tgname, pg_get_triggerdef(t.oid), tgenabled, tgparentid <> 0
        FROM rel JOIN pg_trigger t ON tgrelid = rel.oid WHERE NOT tgisinternal OR tgparentid <> 0 AND tgconstraint = 0
        """;

    public static string Rules => $"""
        WITH {Relations}
        SELECT r.oid, ev_class, rulename, pg_get_ruledef(r.oid), ev_enabled FROM rel JOIN pg_rewrite r ON ev_class = rel.oid WHERE rulename <> '_RETURN'
        """;

    public static string Policies => $"""
        WITH {Relations}
        SELECT p.oid, polrelid, polname, polcmd, polpermissive, ARRAY(SELECT {Role("r")} FROM unnest(polroles) r WHERE r <> 0), pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
        FROM rel JOIN pg_policy p ON polrelid = rel.oid
        """;

    /// <summary>What belongs to an extension, by its catalog and number, is not the schema's; nor is what belongs to an object that brings it, such as the functions of a range type.</summary>
    private static string NotOfExtension(string catalog, string oid, string dependencies = "'e'") =>
        $"NOT EXISTS (SELECT FROM pg_depend WHERE classid = '{catalog}'::regclass AND objid = {oid} AND deptype IN ({dependencies}))";

    /// <summary>A role as SQL.</summary>
    private static string Role(string oid) => $"quote_ident(pg_get_userbyid({oid}))";
}
