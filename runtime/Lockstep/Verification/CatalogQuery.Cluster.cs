namespace Lockstep.Verification;

/// <content>What belongs to the server as a whole, or to the database itself.</content>
internal static partial class CatalogQuery
{
    private static IEnumerable<string> Cluster() =>
    [
        // Not the database's name: a schema is the same in another database.
        $"""
        SELECT 'database', concat_ws(' ', {Owner("datdba")}, {Acl("datacl", "'d'", "datdba")}, CASE WHEN datconnlimit >= 0 THEN 'connection limit=' || datconnlimit END,
                (SELECT 'comment=' || description FROM pg_shdescription WHERE classoid = 'pg_database'::regclass AND objoid = d.oid))
            FROM pg_database d WHERE datname = current_database()
        """,
        """
        SELECT 'role ' || quote_ident(rolname), concat_ws(' ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN NOT rolinherit THEN 'noinherit' END, CASE WHEN rolcreaterole THEN 'createrole' END,
                CASE WHEN rolcreatedb THEN 'createdb' END, CASE WHEN rolcanlogin THEN 'login' END, CASE WHEN rolreplication THEN 'replication' END, CASE WHEN rolbypassrls THEN 'bypassrls' END,
                CASE WHEN rolconnlimit >= 0 THEN 'connection limit=' || rolconnlimit END, 'valid until ' || rolvaliduntil,
                (SELECT 'member of ' || string_agg(m, ',' ORDER BY m COLLATE "C") FROM (SELECT roleid::regrole::text || CASE WHEN admin_option THEN ' with admin' ELSE '' END AS m FROM pg_auth_members WHERE member = r.oid) memberships),
                (SELECT 'comment=' || description FROM pg_shdescription WHERE classoid = 'pg_authid'::regclass AND objoid = r.oid))
            FROM pg_roles r WHERE rolname !~ '^pg_'
        """,
        $"""
        SELECT 'settings of ' || concat_ws(' in ', CASE WHEN setrole <> 0 THEN setrole::regrole::text END, CASE WHEN setdatabase <> 0 THEN 'the database' END), {Secret("setconfig")}
            FROM pg_db_role_setting WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        """,
        // Without its connection, which holds a password and may be read by superusers only: it is the environment's, not the schema's.
        $"""
        SELECT 'subscription ' || quote_ident(subname), concat_ws(' ', subenabled, subslotname, {Sorted("subpublications")}, {Owner("subowner")})
            FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """,
    ];
}
