namespace Lockstep.Verification;

/// <summary>The query behind <see cref="CatalogSnapshot"/>, for PostgreSQL 13 to 18.</summary>
internal static class CatalogQuery
{
    /// <summary>Two columns: what the object is called, kind first, and its definition.</summary>
    public const string Sql = """
        WITH ns AS (
            SELECT oid, nspname, nspacl, nspowner FROM pg_namespace
            WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'lockstep') AND nspname !~ '^pg_(toast_)?temp_'
        ), ext AS (
            SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
        ), rel AS (
            SELECT c.*, format('%I.%I', ns.nspname, c.relname) AS fullname
            FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
            WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_class'::regclass AND objid = c.oid)
        )
        SELECT 'schema ' || nspname, concat_ws(' ', nspacl::text) FROM ns
            WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_namespace'::regclass AND objid = ns.oid)
        UNION ALL
        SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'partitioned table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '
                            WHEN 'S' THEN 'sequence ' WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'composite type ' ELSE relkind::text || ' ' END || fullname,
            concat_ws(' ', 'persistence=' || relpersistence::text, 'replident=' || relreplident::text, CASE WHEN relrowsecurity THEN 'rls' END,
                CASE WHEN relforcerowsecurity THEN 'force rls' END, relacl::text, reloptions::text,
                CASE WHEN relkind = 'p' THEN pg_get_partkeydef(rel.oid) END, pg_get_expr(relpartbound, rel.oid),
                (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = rel.oid),
                CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(rel.oid) END, CASE WHEN reltablespace <> 0 THEN 'tablespace=' || reltablespace END,
                CASE WHEN relam <> 0 THEN 'am=' || (SELECT amname FROM pg_am WHERE oid = relam) END)
            FROM rel WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
        UNION ALL
        SELECT 'column ' || fullname || '.' || quote_ident(attname),
            concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END,
                CASE attgenerated WHEN '' THEN 'default ' ELSE 'generated(' || attgenerated::text || ') ' END || pg_get_expr(adbin, adrelid),
                nullif('identity=' || attidentity::text, 'identity='),
                CASE WHEN attcollation <> t.typcollation THEN 'collation=' || attcollation::regcollation::text END,
                CASE WHEN attstorage <> t.typstorage THEN 'storage=' || attstorage::text END,
                CASE WHEN attstattarget >= 0 THEN 'statistics=' || attstattarget END, attacl::text, attoptions::text)
            FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT 'index ' || fullname,
            concat_ws(' ', pg_get_indexdef(i.indexrelid), CASE WHEN NOT indisvalid THEN 'INVALID' END, CASE WHEN indisclustered THEN 'clustered' END,
                CASE WHEN indisreplident THEN 'replica identity' END, CASE WHEN indisprimary THEN 'primary' END)
            FROM rel JOIN pg_index i ON i.indexrelid = rel.oid
        UNION ALL
        SELECT 'constraint ' || quote_ident(conname) || ' on ' || coalesce(conrelid::regclass::text, contypid::regtype::text),
            concat_ws(' ', pg_get_constraintdef(c.oid), CASE WHEN NOT convalidated THEN 'not validated' END)
            FROM pg_constraint c JOIN ns ON ns.oid = c.connamespace
            WHERE contype <> 't' AND (conrelid = 0 OR conrelid IN (SELECT oid FROM rel)) AND contype <> 'n'
        UNION ALL
        SELECT 'sequence ' || seqrelid::regclass::text || ' (settings)',
            concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle)
            FROM pg_sequence JOIN rel ON rel.oid = seqrelid
        UNION ALL
        SELECT CASE prokind WHEN 'p' THEN 'procedure ' WHEN 'a' THEN 'aggregate ' ELSE 'function ' END || p.oid::regprocedure::text,
            concat_ws(' ', CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE (SELECT a::text FROM pg_aggregate a WHERE aggfnoid = p.oid) END, proacl::text)
            FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
        UNION ALL
        SELECT 'trigger ' || quote_ident(tgname) || ' on ' || fullname, concat_ws(' ', pg_get_triggerdef(t.oid), 'enabled=' || tgenabled::text)
            FROM pg_trigger t JOIN rel ON rel.oid = tgrelid WHERE NOT tgisinternal
        UNION ALL
        SELECT 'rule ' || quote_ident(rulename) || ' on ' || fullname, concat_ws(' ', pg_get_ruledef(r.oid), 'enabled=' || ev_enabled::text)
            FROM pg_rewrite r JOIN rel ON rel.oid = ev_class WHERE rulename <> '_RETURN'
        UNION ALL
        SELECT 'policy ' || quote_ident(polname) || ' on ' || fullname,
            concat_ws(' ', polcmd, CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END,
                (SELECT string_agg(CASE WHEN role = 0 THEN 'public' ELSE role::regrole::text END, ',' ORDER BY role) FROM unnest(polroles) role),
                'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid))
            FROM pg_policy p JOIN rel ON rel.oid = polrelid
        UNION ALL
        SELECT CASE typtype WHEN 'e' THEN 'enum ' WHEN 'd' THEN 'domain ' WHEN 'r' THEN 'range type ' ELSE 'type ' END || format('%I.%I', nspname, typname),
            concat_ws(' ', (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
                CASE WHEN typtype = 'd' THEN format_type(typbasetype, typtypmod) END, CASE WHEN typtype = 'd' AND typnotnull THEN 'NOT NULL' END, typdefault, typacl::text)
            FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
            WHERE typtype IN ('e', 'd', 'r', 'b') AND typelem = 0 AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_type'::regclass AND objid = t.oid)
        UNION ALL
        SELECT 'statistics ' || format('%I.%I', nspname, stxname), pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
        UNION ALL
        SELECT 'comment on ' || o.type || ' ' || o.identity, description
            FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
            WHERE d.objoid >= 16384 AND o.identity IS NOT NULL AND o.schema IS DISTINCT FROM 'lockstep'
              AND NOT EXISTS (SELECT FROM ext WHERE ext.classid = d.classoid AND ext.objid = d.objoid) AND d.classoid <> 'pg_extension'::regclass
        UNION ALL
        SELECT 'extension ' || extname, concat_ws(' ', extversion, (SELECT nspname FROM pg_namespace WHERE oid = extnamespace))
            FROM pg_extension WHERE extname <> 'plpgsql'
        UNION ALL
        SELECT 'publication ' || quote_ident(pubname),
            concat_ws(' ', CASE WHEN puballtables THEN 'all tables' END, pubinsert, pubupdate, pubdelete, pubtruncate,
                (SELECT string_agg(prrelid::regclass::text, ',' ORDER BY prrelid::regclass::text) FROM pg_publication_rel WHERE prpubid = p.oid))
            FROM pg_publication p
        UNION ALL
        SELECT 'event trigger ' || quote_ident(evtname), concat_ws(' ', evtevent, evtfoid::regproc, evtenabled, evttags::text) FROM pg_event_trigger
        UNION ALL
        SELECT 'cast ' || castsource::regtype::text || ' to ' || casttarget::regtype::text, concat_ws(' ', castfunc::regprocedure, castcontext, castmethod)
            FROM pg_cast c WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_cast'::regclass AND objid = c.oid)
        UNION ALL
        SELECT 'operator ' || o.oid::regoperator::text, concat_ws(' ', oprcode::regprocedure, oprrest, oprjoin) FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
            WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_operator'::regclass AND objid = o.oid)
        UNION ALL
        SELECT 'collation ' || format('%I.%I', nspname, collname), concat_ws(' ', collprovider, collcollate, collctype) FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace
            WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_collation'::regclass AND objid = c.oid)
        UNION ALL
        SELECT 'default privileges ' || concat_ws(' ', defaclrole::regrole, (SELECT nspname FROM pg_namespace WHERE oid = defaclnamespace), defaclobjtype), defaclacl::text
            FROM pg_default_acl
        UNION ALL
        SELECT 'foreign server ' || quote_ident(srvname), concat_ws(' ', srvtype, srvversion, srvoptions::text, srvacl::text) FROM pg_foreign_server
        """;
}
