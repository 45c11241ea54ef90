namespace Lockstep.Catalog;

/// <content>Operators and what goes with them, collations, text search.</content>
internal static partial class LoaderSql
{
    private static IEnumerable<string> OperatorQueries()
    {
        yield return $"""
            WITH {Spaces} SELECT 'Operator', 'pg_operator'::regclass::oid, o.oid, nspname, oprname, {Role("oprowner")}, format('CREATE OPERATOR %I.%s (%s)', nspname, oprname, concat_ws(', ', 'FUNCTION = ' || oprcode,
                'LEFTARG = ' || format_type(nullif(oprleft, 0), NULL), 'RIGHTARG = ' || format_type(nullif(oprright, 0), NULL),
                'COMMUTATOR = ' || (SELECT format('OPERATOR(%I.%s)', n.nspname, c.oprname) FROM pg_operator c JOIN pg_namespace n ON n.oid = c.oprnamespace WHERE c.oid = o.oprcom),
                'NEGATOR = ' || (SELECT format('OPERATOR(%I.%s)', n.nspname, c.oprname) FROM pg_operator c JOIN pg_namespace n ON n.oid = c.oprnamespace WHERE c.oid = o.oprnegate),
                'RESTRICT = ' || nullif(oprrest, 0)::regproc, 'JOIN = ' || nullif(oprjoin, 0)::regproc, CASE WHEN oprcanhash THEN 'HASHES' END, CASE WHEN oprcanmerge THEN 'MERGES' END)), NULL
            FROM pg_operator o JOIN ns ON ns.oid = oprnamespace WHERE oprcode <> 0 AND {NotOfExtension("pg_operator", "o.oid")}
            """;
        yield return $"""
            SELECT 'Cast', 'pg_cast'::regclass::oid, c.oid, NULL, format('%s AS %s', format_type(castsource, NULL), format_type(casttarget, NULL)), NULL,
                format('CREATE CAST (%s AS %s) %s %s', format_type(castsource, NULL), format_type(casttarget, NULL),
                    CASE castmethod WHEN 'f' THEN 'WITH FUNCTION ' || castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END, CASE castcontext WHEN 'i' THEN 'AS IMPLICIT' WHEN 'a' THEN 'AS ASSIGNMENT' END), NULL
            FROM pg_cast c WHERE c.oid >= {FirstUserOid} AND {NotOfExtension("pg_cast", "c.oid", "'e', 'i'")}
            """;
        yield return $"""
            SELECT 'AccessMethod', 'pg_am'::regclass::oid, a.oid, NULL, amname, NULL, format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', amname, CASE amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, amhandler), NULL
            FROM pg_am a WHERE a.oid >= {FirstUserOid} AND {NotOfExtension("pg_am", "a.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'OperatorClass', 'pg_opclass'::regclass::oid, c.oid, nspname, opcname, {Role("opcowner")}, format('CREATE OPERATOR CLASS %I.%I FOR TYPE %s USING %I AS STORAGE %s',
                nspname, opcname, format_type(opcintype, NULL), amname, format_type(opcintype, NULL)), NULL
            FROM pg_opclass c JOIN ns ON ns.oid = opcnamespace JOIN pg_am a ON a.oid = opcmethod WHERE {NotOfExtension("pg_opclass", "c.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'OperatorFamily', 'pg_opfamily'::regclass::oid, f.oid, nspname, format('%s USING %I', opfname, amname), {Role("opfowner")}, format('CREATE OPERATOR FAMILY %I.%I USING %I', nspname, opfname, amname), NULL
            FROM pg_opfamily f JOIN ns ON ns.oid = opfnamespace JOIN pg_am a ON a.oid = opfmethod WHERE {NotOfExtension("pg_opfamily", "f.oid")}
                AND NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcname = f.opfname AND c.opcnamespace = f.opfnamespace)
            """;
        yield return $"""
            SELECT 'Language', 'pg_language'::regclass::oid, l.oid, NULL, lanname, {Role("lanowner")}, format('CREATE %s LANGUAGE %I HANDLER %s', CASE WHEN lanpltrusted THEN 'TRUSTED' END, lanname, lanplcallfoid::regproc), NULL
            FROM pg_language l WHERE lanispl AND l.oid >= {FirstUserOid} AND {NotOfExtension("pg_language", "l.oid")}
            """;
        yield return $"""
            SELECT 'Transform', 'pg_transform'::regclass::oid, t.oid, NULL, format('%s LANGUAGE %I', format_type(trftype, NULL), lanname), NULL, format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(trftype, NULL), lanname,
                concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(trffromsql, 0)::regprocedure, 'TO SQL WITH FUNCTION ' || nullif(trftosql, 0)::regprocedure)), NULL
            FROM pg_transform t JOIN pg_language l ON l.oid = trflang WHERE {NotOfExtension("pg_transform", "t.oid")}
            """;
    }

    private static IEnumerable<string> TextQueries(int version)
    {
        var locale = version switch
        {
            >= 17 => "colllocale",
            >= 15 => "colliculocale",
            _ => "NULL::text",
        };
        yield return $"""
            WITH {Spaces} SELECT 'Collation', 'pg_collation'::regclass::oid, c.oid, nspname, collname, {Role("collowner")}, format('CREATE COLLATION %I.%I (%s)', nspname, collname, concat_ws(', ',
                'PROVIDER = ' || CASE collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' END, 'LOCALE = ' || quote_literal({locale}),
                'LC_COLLATE = ' || quote_literal(collcollate), 'LC_CTYPE = ' || quote_literal(collctype), CASE WHEN NOT collisdeterministic THEN 'DETERMINISTIC = false' END)), NULL
            FROM pg_collation c JOIN ns ON ns.oid = collnamespace WHERE {NotOfExtension("pg_collation", "c.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'Conversion', 'pg_conversion'::regclass::oid, c.oid, nspname, conname, {Role("conowner")}, format('CREATE %s CONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN condefault THEN 'DEFAULT' END, nspname, conname,
                pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding), conproc), NULL
            FROM pg_conversion c JOIN ns ON ns.oid = connamespace WHERE {NotOfExtension("pg_conversion", "c.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'TextSearchConfiguration', 'pg_ts_config'::regclass::oid, c.oid, nspname, cfgname, {Role("cfgowner")}, format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I)', nspname, cfgname,
                (SELECT prsname FROM pg_ts_parser WHERE oid = cfgparser)),
                (SELECT string_agg(alias || ':' || dicts, ' ' ORDER BY alias) FROM (SELECT t.alias, string_agg(m.mapdict::regdictionary::text, ',' ORDER BY m.mapseqno) AS dicts
                    FROM pg_ts_config_map m JOIN LATERAL ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype WHERE m.mapcfg = c.oid GROUP BY t.alias) AS mapping)
            FROM pg_ts_config c JOIN ns ON ns.oid = cfgnamespace WHERE {NotOfExtension("pg_ts_config", "c.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'TextSearchDictionary', 'pg_ts_dict'::regclass::oid, d.oid, nspname, dictname, {Role("dictowner")}, format('CREATE TEXT SEARCH DICTIONARY %I.%I (%s)', nspname, dictname,
                concat_ws(', ', 'TEMPLATE = ' || (SELECT quote_ident(tmplname) FROM pg_ts_template WHERE oid = dicttemplate), dictinitoption)), NULL
            FROM pg_ts_dict d JOIN ns ON ns.oid = dictnamespace WHERE {NotOfExtension("pg_ts_dict", "d.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'TextSearchParser', 'pg_ts_parser'::regclass::oid, p.oid, nspname, prsname, NULL, format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s)', nspname, prsname,
                prsstart, prstoken, prsend, prslextype), NULL
            FROM pg_ts_parser p JOIN ns ON ns.oid = prsnamespace WHERE {NotOfExtension("pg_ts_parser", "p.oid")}
            """;
        yield return $"""
            WITH {Spaces} SELECT 'TextSearchTemplate', 'pg_ts_template'::regclass::oid, t.oid, nspname, tmplname, NULL, format('CREATE TEXT SEARCH TEMPLATE %I.%I (LEXIZE = %s)', nspname, tmplname, tmpllexize), NULL
            FROM pg_ts_template t JOIN ns ON ns.oid = tmplnamespace WHERE {NotOfExtension("pg_ts_template", "t.oid")}
            """;
    }
}
