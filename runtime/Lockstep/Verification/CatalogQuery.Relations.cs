namespace Lockstep.Verification;

/// <content>Tables and what belongs to them.</content>
internal static partial class CatalogQuery
{
    private static IEnumerable<string> Relations(int version) =>
    [
        $"""
        SELECT 'schema ' || quote_ident(nspname), concat_ws(' ', {Owner("nspowner")}, {Acl("nspacl", "'n'", "nspowner")}) FROM ns
            WHERE {NotOfExtension("pg_namespace", "ns.oid")}
        """,
        $"""
        SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'partitioned table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '
                            WHEN 'S' THEN 'sequence ' WHEN 'f' THEN 'foreign table ' ELSE 'composite type ' END || fullname,
            concat_ws(' ', {Owner("relowner")}, 'persistence=' || relpersistence::text, 'replident=' || relreplident::text, CASE WHEN relrowsecurity THEN 'rls' END,
                CASE WHEN relforcerowsecurity THEN 'force rls' END, {Acl("relacl", "CASE relkind WHEN 'S' THEN 's' ELSE 'r' END", "relowner")},
                nullif({Sorted("reloptions")}, ''), (SELECT 'toast=' || nullif({Sorted("t.reloptions")}, '') FROM pg_class t WHERE t.oid = rel.reltoastrelid),
                CASE WHEN relkind = 'p' THEN pg_get_partkeydef(rel.oid) END, pg_get_expr(relpartbound, rel.oid), 'of=' || nullif(reloftype, 0)::regtype,
                (SELECT 'inherits=' || string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = rel.oid),
                CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(rel.oid) END,
                (SELECT 'tablespace=' || spcname FROM pg_tablespace WHERE oid = reltablespace), (SELECT 'am=' || amname FROM pg_am WHERE oid = relam),
                (SELECT concat_ws(' ', srvname, {Secret("ftoptions")}) FROM pg_foreign_table JOIN pg_foreign_server s ON s.oid = ftserver WHERE ftrelid = rel.oid),
                (SELECT 'disabled constraint triggers=' || nullif(count(*), 0) FROM pg_trigger WHERE tgrelid = rel.oid AND tgisinternal AND tgenabled <> 'O'))
            FROM rel WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
        """,
        $"""
        SELECT 'column ' || fullname || '.' || quote_ident(attname),
            concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END, {NotNull(version)}
                CASE attgenerated WHEN '' THEN 'default ' ELSE 'generated(' || attgenerated::text || ') ' END || pg_get_expr(adbin, adrelid),
                'identity=' || nullif(attidentity::text, ''),
                CASE WHEN attcollation <> t.typcollation THEN 'collation=' || attcollation::regcollation::text END,
                CASE WHEN attstorage <> t.typstorage THEN 'storage=' || attstorage::text END, {(version >= 14 ? "'compression=' || nullif(attcompression::text, '')," : "")}
                CASE WHEN attstattarget >= 0 THEN 'statistics=' || attstattarget END, 'acl=' || nullif({Sorted("attacl::text[]")}, ''),
                nullif({Sorted("attoptions")}, ''), {Secret("attfdwoptions")})
            FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND attnum > 0 AND NOT attisdropped
        """,
        """
        SELECT 'index ' || fullname,
            concat_ws(' ', pg_get_indexdef(i.indexrelid), CASE WHEN NOT indisvalid THEN 'INVALID' END, CASE WHEN indisclustered THEN 'clustered' END,
                CASE WHEN indisreplident THEN 'replica identity' END, CASE WHEN indisprimary THEN 'primary' END,
                (SELECT 'part of ' || inhparent::regclass::text FROM pg_inherits WHERE inhrelid = rel.oid),
                (SELECT 'statistics=' || string_agg(attnum || ':' || attstattarget, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = rel.oid AND attstattarget >= 0),
                (SELECT 'tablespace=' || spcname FROM pg_tablespace WHERE oid = reltablespace))
            FROM rel JOIN pg_index i ON i.indexrelid = rel.oid
        """,
        // NOT NULL is the column's; its constraint, a row of its own since PostgreSQL 18, has a name that older versions can't keep.
        """
        SELECT 'constraint ' || quote_ident(conname) || ' on ' || coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text),
            pg_get_constraintdef(c.oid)
            FROM pg_constraint c JOIN ns ON ns.oid = c.connamespace
            WHERE contype NOT IN ('t', 'n') AND (conrelid = 0 OR conrelid IN (SELECT oid FROM rel))
        """,
        """
        SELECT 'settings of sequence ' || fullname,
            concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
                (SELECT 'owned by ' || refobjid::regclass || '.' || quote_ident(attname) FROM pg_depend
                    JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
                    WHERE classid = 'pg_class'::regclass AND objid = seqrelid AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')))
            FROM pg_sequence JOIN rel ON rel.oid = seqrelid
        """,
        """
        SELECT 'trigger ' || quote_ident(tgname) || ' on ' || fullname, concat_ws(' ', pg_get_triggerdef(t.oid), 'enabled=' || tgenabled::text)
            FROM pg_trigger t JOIN rel ON rel.oid = tgrelid WHERE NOT tgisinternal
        """,
        """
        SELECT 'rule ' || quote_ident(rulename) || ' on ' || fullname, concat_ws(' ', pg_get_ruledef(r.oid), 'enabled=' || ev_enabled::text)
            FROM pg_rewrite r JOIN rel ON rel.oid = ev_class WHERE rulename <> '_RETURN'
        """,
        """
        SELECT 'policy ' || quote_ident(polname) || ' on ' || fullname,
            concat_ws(' ', polcmd, CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END,
                (SELECT string_agg(r, ',' ORDER BY r COLLATE "C") FROM (SELECT CASE WHEN role = 0 THEN 'public' ELSE role::regrole::text END AS r FROM unnest(polroles) role) roles),
                'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid))
            FROM pg_policy p JOIN rel ON rel.oid = polrelid
        """,
        $"""
        SELECT 'statistics ' || format('%I.%I', nspname, stxname), concat_ws(' ', {Owner("stxowner")}, pg_get_statisticsobjdef(s.oid), CASE WHEN stxstattarget >= 0 THEN 'target=' || stxstattarget END)
            FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
        """,
    ];

    /// <summary>What PostgreSQL 18 knows of a NOT NULL beyond that it is there.</summary>
    private static string NotNull(int version) => version < 18 ? "" : """
        (SELECT concat_ws(' ', CASE WHEN NOT convalidated THEN 'not validated' END, CASE WHEN connoinherit THEN 'no inherit' END)
            FROM pg_constraint WHERE conrelid = rel.oid AND contype = 'n' AND conkey[1] = attnum AND NOT (convalidated AND NOT connoinherit)),
        """;
}
