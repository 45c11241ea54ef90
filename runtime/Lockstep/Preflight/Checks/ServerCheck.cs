using System.Globalization;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>The server, the role, the connections that are left, and Lockstep's own schema.</summary>
/// <param name="work">What is pending.</param>
/// <param name="server">The server's major version.</param>
internal sealed class ServerCheck(PendingWork work, int server) : PreflightCheck(Question)
{
    private const int NewestKnown = 18;
    private const int ConnectionsOfRun = 1;
    private const int FewConnections = 3;

    private const string Question = """
        SELECT current_user::text, current_database()::text, r.rolsuper, r.rolcreaterole, has_database_privilege(d.oid, 'CREATE'),
            pg_is_in_recovery(), current_setting('transaction_read_only')::boolean,
            (SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = 'lockstep'),
            (SELECT has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'lockstep' AND relname = 'history'),
            (current_setting('max_connections')::int
                - CASE WHEN s.rolsuper THEN 0 ELSE current_setting('superuser_reserved_connections')::int END
                - CASE WHEN s.rolsuper THEN 0 ELSE coalesce(current_setting('reserved_connections', true)::int, 0) END
                - (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'))::float8,
            CASE WHEN datconnlimit >= 0 AND NOT s.rolsuper THEN datconnlimit - (SELECT count(*) FROM pg_stat_activity WHERE datid = d.oid AND coalesce(backend_type, 'client backend') = 'client backend') END::float8,
            CASE WHEN s.rolconnlimit >= 0 AND NOT s.rolsuper THEN s.rolconnlimit - (SELECT count(*) FROM pg_stat_activity WHERE usesysid = s.oid) END::float8,
            pg_has_role('pg_read_all_stats', 'USAGE')
        FROM pg_database d, pg_roles r, pg_roles s
        WHERE datname = current_database() AND r.rolname = current_user AND s.rolname = session_user
        """;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        var (role, database) = (row.GetString(0), row.GetString(1));
        report.Fact($"role {role}");
        if (server > NewestKnown)
        {
            report.Warning("version", string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {server} is newer than any that this Lockstep knows ({NewestKnown}): what it says of locks may be wrong there."), "Look for a newer Lockstep.");
        }

        if (row.GetBoolean(5)) report.Error("writable", "The server is a replica.", "Name the primary server.");
        else if (row.GetBoolean(6)) report.Error("writable", "default_transaction_read_only is on.", $"ALTER ROLE {SqlIdentifier.Quote(role)} SET default_transaction_read_only = off.");
        Role(row, role, database, report);
        Connections(row, report);
        if (!row.GetBoolean(12)) report.Fact("what other roles' sessions do is hidden (no pg_read_all_stats)");
    }

    private void Role(NpgsqlDataReader row, string role, string database, PreflightReport report)
    {
        var (superuser, createRole, createOnDatabase) = (row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4));
        if (work.Migrations > 0 && !superuser) OwnSchema(row, role, createOnDatabase, report);
        foreach (var (does, need, version, sure) in work.RoleNeeds)
        {
            var (met, what, next) = need switch
            {
                PendingWork.RoleNeed.Superuser => (superuser, "is no superuser", "Run it as a superuser."),
                PendingWork.RoleNeed.CreateRole => (superuser || createRole, "lacks CREATEROLE", $"ALTER ROLE {SqlIdentifier.Quote(role)} CREATEROLE."),
                _ => (createOnDatabase, $"lacks CREATE on database {database}", $"GRANT CREATE ON DATABASE {SqlIdentifier.Quote(database)} TO {SqlIdentifier.Quote(role)}."),
            };
            if (met) continue;
            var text = string.Create(CultureInfo.InvariantCulture, $"Role {role} {what}, and {version} {does}");
            if (sure) report.Error("privileges", text + ".", next);
            else report.Warning("privileges", text + ", unless the migrations change that first.", next);
        }
    }

    /// <summary>The history has to be made or written.</summary>
    private static void OwnSchema(NpgsqlDataReader row, string role, bool createOnDatabase, PreflightReport report)
    {
        var to = SqlIdentifier.Quote(role);
        if (row.IsDBNull(7))
        {
            if (!createOnDatabase) report.Error("privileges", $"Role {role} may not make schema lockstep, in which Lockstep keeps its history.", $"CREATE SCHEMA lockstep AUTHORIZATION {to}.");
        }
        else if (row.IsDBNull(8))
        {
            if (!row.GetBoolean(7)) report.Error("privileges", $"Role {role} may not make the history in schema lockstep.", $"ALTER SCHEMA lockstep OWNER TO {to}.");
        }
        else if (!row.GetBoolean(8))
        {
            report.Error("privileges", $"Role {role} may not write lockstep.history.", $"GRANT SELECT, INSERT, UPDATE, DELETE ON lockstep.history TO {to}.");
        }
    }

    private static void Connections(NpgsqlDataReader row, PreflightReport report)
    {
        var (left, limit) = (row.GetDouble(9), "max_connections");
        if (Number(row, 10) is { } ofDatabase && ofDatabase < left) (left, limit) = (ofDatabase, "the database's CONNECTION LIMIT");
        if (Number(row, 11) is { } ofRole && ofRole < left) (left, limit) = (ofRole, "the role's CONNECTION LIMIT");
        report.Fact(string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, left):0} connections left"));
        const string Next = "End sessions that nobody needs, or raise the limit.";
        if (left < ConnectionsOfRun) report.Error("connections", $"No connection is left ({limit}), and a run needs one more for the runner lock.", Next);
        else if (left < FewConnections) report.Warning("connections", string.Create(CultureInfo.InvariantCulture, $"Only {left:0} connections are left ({limit})."), Next);
    }
}
