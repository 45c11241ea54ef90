namespace Lockstep.Catalog;

/// <content>What is no relation.</content>
internal static partial class LoaderSql
{
    public static string Types => $"""
        WITH {Spaces}
        SELECT t.oid, nspname, typname, typtype, {Role("typowner")}, typrelid,
            CASE typtype WHEN 'e' THEN ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder) END,
            CASE typtype WHEN 'd' THEN format_type(typbasetype, typtypmod) END, typnotnull, pg_get_expr(typdefaultbin, 0),
            CASE WHEN typtype = 'd' AND typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype) THEN typcollation::regcollation::text END,
            (SELECT jsonb_strip_nulls(jsonb_build_object('subtype', format_type(rngsubtype, NULL),
                'subtype_opclass', (SELECT CASE WHEN opcdefault THEN NULL ELSE format('%I.%I', n.nspname, opcname) END FROM pg_opclass o JOIN pg_namespace n ON n.oid = opcnamespace WHERE o.oid = rngsubopc),
                'collation', CASE WHEN rngcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = rngsubtype) THEN rngcollation::regcollation::text END,
                'canonical', nullif(rngcanonical, 0)::regproc::text, 'subtype_diff', nullif(rngsubdiff, 0)::regproc::text))::text FROM pg_range WHERE rngtypid = t.oid),
            CASE WHEN typtype = 'b' THEN format('(INPUT = %s, OUTPUT = %s)', typinput, typoutput) END
        FROM pg_type t JOIN ns ON ns.oid = typnamespace
        WHERE (typtype IN ('e', 'd', 'r', 'p') OR typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
                OR typtype = 'c' AND EXISTS (SELECT FROM pg_class WHERE pg_class.oid = typrelid AND relkind = 'c')) AND {NotOfExtension("pg_type", "t.oid")}
        """;

    public static string Routines => $"""
        WITH {Spaces}
        SELECT p.oid, nspname, proname, prokind, {Role("proowner")}, ARRAY(SELECT format_type(o, NULL) FROM unnest(proargtypes) WITH ORDINALITY a (o, n) ORDER BY n),
            CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
            (SELECT concat_ws(', ', 'SFUNC = ' || aggtransfn::regproc, 'STYPE = ' || format_type(aggtranstype, NULL), 'SSPACE = ' || nullif(aggtransspace, 0), 'FINALFUNC = ' || nullif(aggfinalfn, 0)::regproc,
                CASE WHEN aggfinalextra THEN 'FINALFUNC_EXTRA' END, 'COMBINEFUNC = ' || nullif(aggcombinefn, 0)::regproc, 'SERIALFUNC = ' || nullif(aggserialfn, 0)::regproc,
                'DESERIALFUNC = ' || nullif(aggdeserialfn, 0)::regproc, 'INITCOND = ' || quote_literal(agginitval), 'MSFUNC = ' || nullif(aggmtransfn, 0)::regproc,
                'MINVFUNC = ' || nullif(aggminvtransfn, 0)::regproc, 'MSTYPE = ' || format_type(nullif(aggmtranstype, 0), NULL), 'MFINALFUNC = ' || nullif(aggmfinalfn, 0)::regproc,
                'MINITCOND = ' || quote_literal(aggminitval), 'PARALLEL = ' || CASE proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' END)
                FROM pg_aggregate WHERE aggfnoid = p.oid),
            CASE WHEN prokind = 'a' THEN pg_get_function_identity_arguments(p.oid) END
        FROM pg_proc p JOIN ns ON ns.oid = pronamespace WHERE {NotOfExtension("pg_proc", "p.oid", "'e', 'i'")}
        """;

    /// <summary>Comments: of what, by catalog, number and column.</summary>
    public static string Comments => $"""
        SELECT classoid, objoid, objsubid, description FROM pg_description
        WHERE objoid >= {FirstUserOid} OR classoid = 'pg_namespace'::regclass AND objoid = 'public'::regnamespace AND description <> 'standard public schema'
        """;

    /// <summary>Dependencies on extensions that do not make the object a part of them.</summary>
    public static string DropsWith => """
        SELECT d.classid, d.objid, extname FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid WHERE d.deptype = 'x'
        """;

    /// <summary>Privileges: on what, by catalog, number and column; to whom (null for all); which; whether they may be passed on; and whether they are missing from those of the start.</summary>
    public static string Grants
    {
        get
        {
            string From(string catalog, string acl, string owner, string kind, string columns = "0", string more = "") => $"""
                SELECT '{catalog}'::regclass::oid AS class, {(columns == "0" ? "oid" : "attrelid")} AS object, {columns}::int AS part, {acl} AS acl, {owner} AS owner, {kind}::"char" AS kind
                    FROM {catalog} WHERE {acl} IS NOT NULL{more}
                """;
            var all = string.Join(
                "\nUNION ALL ",
                From("pg_class", "relacl", "relowner", "CASE relkind WHEN 'S' THEN 's' ELSE 'r' END"),
                From("pg_attribute", "attacl", "0::oid", "'c'", "attnum", " AND attnum > 0 AND NOT attisdropped"),
                From("pg_proc", "proacl", "proowner", "'f'"),
                From("pg_namespace", "nspacl", "nspowner", "'n'"),
                From("pg_type", "typacl", "typowner", "'T'"),
                From("pg_foreign_data_wrapper", "fdwacl", "fdwowner", "'F'"),
                From("pg_foreign_server", "srvacl", "srvowner", "'S'"));
            return $"""
                WITH items AS (
                    SELECT i.*, CASE WHEN kind = 'c' THEN ARRAY[]::aclitem[] ELSE coalesce((SELECT initprivs FROM pg_init_privs WHERE classoid = class AND objoid = object AND objsubid = part AND privtype = 'i'), acldefault(kind, owner)) END AS fromstart
                    FROM ({all}) AS i WHERE object >= {FirstUserOid} OR class = 'pg_namespace'::regclass AND object = 'public'::regnamespace
                ), now AS (
                    SELECT class, object, part, grantee, privilege_type, bool_or(is_grantable) AS grantable FROM items, aclexplode(acl) GROUP BY 1, 2, 3, 4, 5
                ), start AS (
                    SELECT class, object, part, grantee, privilege_type, bool_or(is_grantable) AS grantable FROM items, aclexplode(fromstart) WHERE kind <> 'c' GROUP BY 1, 2, 3, 4, 5
                )
                SELECT class, object, part, CASE WHEN grantee <> 0 THEN {Role("grantee")} END, privilege_type, coalesce(now.grantable, false), now.class IS NULL
                FROM now FULL JOIN start USING (class, object, part, grantee, privilege_type) WHERE (now.class IS NULL) <> (start.class IS NULL)
                """;
        }
    }

    public static string DefaultPrivileges => $"""
        SELECT d.oid, (SELECT nspname FROM pg_namespace WHERE oid = defaclnamespace), {Role("defaclrole")}, defaclobjtype,
            CASE WHEN grantee <> 0 THEN {Role("grantee")} END, privilege_type, coalesce(now_grantable, false), now_grantable IS NULL
        FROM pg_default_acl d, LATERAL (
            SELECT grantee, privilege_type, n.is_grantable AS now_grantable, s.is_grantable AS start_grantable
            FROM aclexplode(defaclacl) n FULL JOIN (SELECT * FROM aclexplode(acldefault(CASE defaclobjtype WHEN 'S' THEN 's' ELSE defaclobjtype END, defaclrole)) WHERE defaclnamespace = 0) s USING (grantee, privilege_type)
        ) AS difference WHERE (now_grantable IS NULL) <> (start_grantable IS NULL)
        """;

    /// <summary>Objects that are held as the statements that make them: kind, catalog, number, schema, name, owner, statement.</summary>
    /// <param name="version">The server's major version.</param>
    public static string Others(int version) => string.Join("\nUNION ALL ", OtherQueries(version).Select(query => $"SELECT * FROM ({query}) AS one"));

    private static IEnumerable<string> OtherQueries(int version)
    {
        yield return $"""
            WITH {Spaces} SELECT 'Statistics' AS kind, 'pg_statistic_ext'::regclass::oid AS class, s.oid, nspname AS place, stxname::text AS name, {Role("stxowner")} AS owner, pg_get_statisticsobjdef(s.oid) AS sql,
                nullif(stxstattarget, -1)::text AS state FROM pg_statistic_ext s JOIN ns ON ns.oid = stxnamespace
            """;
        yield return $"""
            SELECT 'Extension', 'pg_extension'::regclass::oid, e.oid, NULL, extname, NULL, format('CREATE EXTENSION %I WITH SCHEMA %I VERSION %L', extname, nspname, extversion), NULL
            FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace
            """;
        yield return $"""
            SELECT 'EventTrigger', 'pg_event_trigger'::regclass::oid, e.oid, NULL, evtname, {Role("evtowner")}, format('CREATE EVENT TRIGGER %I ON %I %s EXECUTE FUNCTION %s()', evtname, evtevent,
                'WHEN tag IN (' || (SELECT string_agg(quote_literal(tag), ', ' ORDER BY tag) FROM unnest(evttags) tag) || ')', evtfoid::regproc), evtenabled::text
            FROM pg_event_trigger e WHERE {NotOfExtension("pg_event_trigger", "e.oid")}
            """;
        yield return $"""
            SELECT 'Publication', 'pg_publication'::regclass::oid, p.oid, NULL, pubname, {Role("pubowner")}, format('CREATE PUBLICATION %I %s WITH (publish = %L, publish_via_partition_root = %s{(version >= 18 ? ", publish_generated_columns = %s" : "")})', pubname,
                CASE WHEN puballtables THEN 'FOR ALL TABLES' ELSE 'FOR ' || nullif(concat_ws(', ',
                    (SELECT string_agg('TABLE ONLY ' || prrelid::regclass{(version >= 15 ? " || coalesce(' (' || (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = prrelid AND attnum = ANY (prattrs)) || ')', '') || coalesce(' WHERE (' || pg_get_expr(prqual, prrelid) || ')', '')" : "")}, ', ') FROM pg_publication_rel WHERE prpubid = p.oid)
                    {(version >= 15 ? ", (SELECT string_agg('TABLES IN SCHEMA ' || quote_ident(nspname), ', ') FROM pg_publication_namespace JOIN pg_namespace n ON n.oid = pnnspid WHERE pnpubid = p.oid)" : "")}), '') END,
                concat_ws(', ', CASE WHEN pubinsert THEN 'insert' END, CASE WHEN pubupdate THEN 'update' END, CASE WHEN pubdelete THEN 'delete' END, CASE WHEN pubtruncate THEN 'truncate' END), pubviaroot
                {(version >= 18 ? ", CASE pubgencols WHEN 's' THEN 'stored' ELSE 'none' END" : "")}), NULL
            FROM pg_publication p
            """;
        // Without its connection, which holds a password and may be read by superusers only.
        yield return $"""
            SELECT 'Subscription', 'pg_subscription'::regclass::oid, s.oid, NULL, subname, {Role("subowner")}, format('CREATE SUBSCRIPTION %I CONNECTION '''' PUBLICATION %s', subname,
                (SELECT string_agg(quote_ident(p), ', ' ORDER BY p) FROM unnest(subpublications) p)), subenabled::text
            FROM pg_subscription s WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;
        yield return $"""
            SELECT 'ForeignDataWrapper', 'pg_foreign_data_wrapper'::regclass::oid, f.oid, NULL, fdwname, {Role("fdwowner")}, format('CREATE FOREIGN DATA WRAPPER %I %s %s %s', fdwname,
                'HANDLER ' || nullif(fdwhandler, 0)::regproc, 'VALIDATOR ' || nullif(fdwvalidator, 0)::regproc, {Options("fdwoptions")}), NULL
            FROM pg_foreign_data_wrapper f WHERE {NotOfExtension("pg_foreign_data_wrapper", "f.oid")}
            """;
        yield return $"""
            SELECT 'Server', 'pg_foreign_server'::regclass::oid, s.oid, NULL, srvname, {Role("srvowner")}, format('CREATE SERVER %I %s %s FOREIGN DATA WRAPPER %I %s', srvname, 'TYPE ' || quote_literal(srvtype),
                'VERSION ' || quote_literal(srvversion), (SELECT fdwname FROM pg_foreign_data_wrapper WHERE oid = srvfdw), {Options("srvoptions")}), NULL
            FROM pg_foreign_server s WHERE {NotOfExtension("pg_foreign_server", "s.oid")}
            """;
        yield return $"""
            SELECT 'UserMapping', 0::oid, umid, NULL, format('FOR %s SERVER %I', CASE WHEN umuser = 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname), NULL,
                format('CREATE USER MAPPING FOR %s SERVER %I %s', CASE WHEN umuser = 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname, {Options("umoptions")}), NULL
            FROM pg_user_mappings
            """;
        foreach (var query in OperatorQueries().Concat(TextQueries(version))) yield return query;
    }

    private static string Options(string options) =>
        $"(SELECT 'OPTIONS (' || string_agg(format('%I %L', option_name, option_value), ', ' ORDER BY option_name) || ')' FROM pg_options_to_table({options}))";
}
