namespace Lockstep.Verification;

/// <content>Functions, types, and what a schema or a database holds besides tables.</content>
internal static partial class CatalogQuery
{
    private static IEnumerable<string> Routines() =>
    [
        $"""
        SELECT CASE prokind WHEN 'p' THEN 'procedure ' WHEN 'a' THEN 'aggregate ' ELSE 'function ' END || p.oid::regprocedure::text,
            concat_ws(' ', CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
                (SELECT concat_ws(' ', (to_jsonb(a) - ARRAY['aggfnoid', 'aggtranstype', 'aggmtranstype', 'aggsortop'])::text, aggtranstype::regtype,
                    nullif(aggmtranstype, 0)::regtype, nullif(aggsortop, 0)::regoperator, proparallel) FROM pg_aggregate a WHERE aggfnoid = p.oid),
                {Owner("proowner")}, {Acl("proacl", "'f'", "proowner")})
            FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace WHERE {NotOfExtension("pg_proc", "p.oid")}
        """,
        $"""
        SELECT 'operator ' || o.oid::regoperator::text, concat_ws(' ', oprcode, oprrest, oprjoin, nullif(oprcom, 0)::regoperator, nullif(oprnegate, 0)::regoperator,
                CASE WHEN oprcanhash THEN 'hashes' END, CASE WHEN oprcanmerge THEN 'merges' END, {Owner("oprowner")})
            FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace WHERE {NotOfExtension("pg_operator", "o.oid")}
        """,
        $"""
        SELECT 'operator class ' || format('%I.%I using %I', nspname, opcname, amname),
            concat_ws(' ', opcintype::regtype, (SELECT opfname FROM pg_opfamily WHERE oid = opcfamily), CASE WHEN opcdefault THEN 'default' END, nullif(opckeytype, 0)::regtype, {Owner("opcowner")})
            FROM pg_opclass c JOIN ns ON ns.oid = c.opcnamespace JOIN pg_am ON pg_am.oid = opcmethod WHERE {NotOfExtension("pg_opclass", "c.oid")}
        """,
        $"""
        SELECT 'operator family ' || format('%I.%I using %I', nspname, opfname, amname),
            concat_ws(' ', {Owner("opfowner")},
                (SELECT string_agg(concat_ws(' ', amopstrategy, amopopr::regoperator, amoppurpose), ', ' ORDER BY amopstrategy, amopopr::regoperator::text COLLATE "C") FROM pg_amop WHERE amopfamily = f.oid),
                (SELECT string_agg(concat_ws(' ', amprocnum, amproclefttype::regtype, amprocrighttype::regtype, amproc::regprocedure), ', '
                    ORDER BY amprocnum, amproc::regprocedure::text COLLATE "C") FROM pg_amproc WHERE amprocfamily = f.oid))
            FROM pg_opfamily f JOIN ns ON ns.oid = f.opfnamespace JOIN pg_am ON pg_am.oid = opfmethod WHERE {NotOfExtension("pg_opfamily", "f.oid")}
        """,
        $"""
        SELECT 'cast ' || castsource::regtype::text || ' to ' || casttarget::regtype::text, concat_ws(' ', nullif(castfunc, 0)::regprocedure, castcontext, castmethod)
            FROM pg_cast c WHERE c.oid >= {FirstUserOid} AND {NotOfExtension("pg_cast", "c.oid")}
        """,
        $"""
        SELECT 'language ' || quote_ident(lanname), concat_ws(' ', lanpltrusted, nullif(lanplcallfoid, 0)::regprocedure, nullif(laninline, 0)::regprocedure,
                nullif(lanvalidator, 0)::regprocedure, {Owner("lanowner")}, {Acl("lanacl", "'l'", "lanowner")})
            FROM pg_language l WHERE lanispl AND {NotOfExtension("pg_language", "l.oid")}
        """,
        $"""
        SELECT 'transform for ' || trftype::regtype::text || ' language ' || quote_ident(lanname), concat_ws(' ', nullif(trffromsql, 0)::regprocedure, nullif(trftosql, 0)::regprocedure)
            FROM pg_transform t JOIN pg_language l ON l.oid = trflang WHERE {NotOfExtension("pg_transform", "t.oid")}
        """,
        $"""
        SELECT 'access method ' || quote_ident(amname), concat_ws(' ', amtype, amhandler) FROM pg_am a WHERE a.oid >= {FirstUserOid} AND {NotOfExtension("pg_am", "a.oid")}
        """,
        $"""
        SELECT 'conversion ' || format('%I.%I', nspname, conname),
            concat_ws(' ', pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding), conproc, condefault, {Owner("conowner")})
            FROM pg_conversion c JOIN ns ON ns.oid = c.connamespace WHERE {NotOfExtension("pg_conversion", "c.oid")}
        """,
    ];

    private static IEnumerable<string> Types(int version) =>
    [
        $"""
        SELECT CASE typtype WHEN 'e' THEN 'enum ' WHEN 'd' THEN 'domain ' WHEN 'r' THEN 'range type ' ELSE 'type ' END || format('%I.%I', nspname, typname),
            concat_ws(' ', (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
                CASE WHEN typtype = 'd' THEN concat_ws(' ', format_type(typbasetype, typtypmod), CASE WHEN typnotnull THEN 'NOT NULL' END, 'default ' || typdefault,
                    'collation=' || nullif(typcollation, 0)::regcollation) END,
                CASE WHEN typtype = 'b' THEN concat_ws(' ', typinput, typoutput, typreceive, typsend, typmodin, typmodout, typanalyze, typlen, typbyval, typalign, typstorage, typcategory, typispreferred) END,
                (SELECT concat_ws(' ', format_type(rngsubtype, NULL), (SELECT opcname FROM pg_opclass WHERE oid = rngsubopc), nullif(rngcollation, 0)::regcollation, rngcanonical, rngsubdiff{(version >= 14 ? ", rngmultitypid::regtype" : "")})
                    FROM pg_range WHERE rngtypid = t.oid),
                {Owner("typowner")}, {Acl("typacl", "'T'", "typowner")})
            FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
            WHERE (typtype IN ('e', 'd', 'r') OR typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)) AND {NotOfExtension("pg_type", "t.oid")}
        """,
        $"""
        SELECT 'collation ' || format('%I.%I', nspname, collname), concat_ws(' ', {Row("c", "collname", "collnamespace", "collowner", "collversion")}, {Owner("collowner")})
            FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace WHERE {NotOfExtension("pg_collation", "c.oid")}
        """,
        $"""
        SELECT 'text search configuration ' || format('%I.%I', nspname, cfgname), concat_ws(' ', {Owner("cfgowner")}, (SELECT prsname FROM pg_ts_parser WHERE oid = cfgparser),
                (SELECT string_agg(maptokentype || ':' || mapdict::regdictionary, ' ' ORDER BY maptokentype, mapseqno) FROM pg_ts_config_map WHERE mapcfg = c.oid))
            FROM pg_ts_config c JOIN ns ON ns.oid = c.cfgnamespace WHERE {NotOfExtension("pg_ts_config", "c.oid")}
        """,
        $"""
        SELECT 'text search dictionary ' || format('%I.%I', nspname, dictname), concat_ws(' ', {Owner("dictowner")}, (SELECT tmplname FROM pg_ts_template WHERE oid = dicttemplate), dictinitoption)
            FROM pg_ts_dict d JOIN ns ON ns.oid = d.dictnamespace WHERE {NotOfExtension("pg_ts_dict", "d.oid")}
        """,
        $"""
        SELECT 'text search parser ' || format('%I.%I', nspname, prsname), concat_ws(' ', prsstart, prstoken, prsend, prsheadline, prslextype)
            FROM pg_ts_parser p JOIN ns ON ns.oid = p.prsnamespace WHERE {NotOfExtension("pg_ts_parser", "p.oid")}
        """,
        $"""
        SELECT 'text search template ' || format('%I.%I', nspname, tmplname), concat_ws(' ', tmplinit, tmpllexize)
            FROM pg_ts_template t JOIN ns ON ns.oid = t.tmplnamespace WHERE {NotOfExtension("pg_ts_template", "t.oid")}
        """,
    ];

    private static IEnumerable<string> Others(int version) =>
    [
        $"""
        SELECT 'comment on ' || o.type || ' ' || o.identity, description
            FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
            WHERE (d.objoid >= {FirstUserOid} OR d.classoid = 'pg_namespace'::regclass) AND o.identity IS NOT NULL AND o.schema IS DISTINCT FROM 'lockstep'
              AND NOT EXISTS (SELECT FROM ext WHERE ext.classid = d.classoid AND ext.objid = d.objoid) AND d.classoid <> 'pg_extension'::regclass
        """,
        """
        SELECT 'extension ' || quote_ident(extname), concat_ws(' ', extversion, (SELECT nspname FROM pg_namespace WHERE oid = extnamespace))
            FROM pg_extension WHERE extname <> 'plpgsql'
        """,
        $"""
        SELECT 'publication ' || quote_ident(pubname),
            concat_ws(' ', {Row("p", "pubname", "pubowner")}, {Owner("pubowner")},
                (SELECT string_agg(concat_ws(' ', prrelid::regclass{(version >= 15 ? ", prattrs, pg_get_expr(prqual, prrelid)" : "")}), ', ' ORDER BY prrelid::regclass::text COLLATE "C") FROM pg_publication_rel WHERE prpubid = p.oid)
                {(version >= 15 ? ", (SELECT 'schemas ' || string_agg(pnnspid::regnamespace::text, ', ' ORDER BY pnnspid::regnamespace::text COLLATE \"C\") FROM pg_publication_namespace WHERE pnpubid = p.oid)" : "")})
            FROM pg_publication p
        """,
        $"""
        SELECT 'event trigger ' || quote_ident(evtname), concat_ws(' ', evtevent, evtfoid::regproc, evtenabled, {Sorted("evttags")}, {Owner("evtowner")}) FROM pg_event_trigger e
            WHERE {NotOfExtension("pg_event_trigger", "e.oid")}
        """,
        """
        SELECT 'default privileges ' || concat_ws(' ', defaclrole::regrole, (SELECT nspname FROM pg_namespace WHERE oid = defaclnamespace), defaclobjtype),
            (SELECT string_agg(a::text, ',' ORDER BY a::text COLLATE "C") FROM unnest(defaclacl) a)
            FROM pg_default_acl
        """,
        $"""
        SELECT 'foreign data wrapper ' || quote_ident(fdwname), concat_ws(' ', nullif(fdwhandler, 0)::regprocedure, nullif(fdwvalidator, 0)::regprocedure, {Secret("fdwoptions")},
                {Owner("fdwowner")}, {Acl("fdwacl", "'F'", "fdwowner")})
            FROM pg_foreign_data_wrapper f WHERE {NotOfExtension("pg_foreign_data_wrapper", "f.oid")}
        """,
        $"""
        SELECT 'foreign server ' || quote_ident(srvname), concat_ws(' ', (SELECT fdwname FROM pg_foreign_data_wrapper WHERE oid = srvfdw), srvtype, srvversion, {Secret("srvoptions")},
                {Owner("srvowner")}, {Acl("srvacl", "'S'", "srvowner")})
            FROM pg_foreign_server s WHERE {NotOfExtension("pg_foreign_server", "s.oid")}
        """,
        $"""
        SELECT 'user mapping for ' || usename || ' server ' || quote_ident(srvname), {Secret("umoptions")} FROM pg_user_mappings
        """,
    ];
}
