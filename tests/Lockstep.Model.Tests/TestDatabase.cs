using System.Collections.Concurrent;
using Lockstep.Embedded;
using Npgsql;

namespace Lockstep.Model.Tests;

/// <summary>A database that a test has for itself until it disposes of it.</summary>
/// <param name="server">Its server.</param>
/// <param name="name">Its name.</param>
/// <param name="free">Where it goes after use, if it can be made empty.</param>
internal sealed class TestDatabase(EmbeddedPostgres server, string name, ConcurrentBag<TestDatabase> free) : IAsyncDisposable
{
    // The schema public stays, since it is PostgreSQL's own.
    private const string Empty = """
        DO $$
        DECLARE it record; object record;
        BEGIN
            FOR it IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', it.pubname); END LOOP;
            FOR it IN SELECT nspname FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', it.nspname); END LOOP;
            FOR it IN SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'public'::regnamespace ORDER BY classid LOOP
                SELECT type, identity INTO object FROM pg_identify_object(it.classid, it.objid, 0);
                -- Null if it has gone with another one.
                IF object.identity IS NOT NULL THEN EXECUTE format('DROP %s %s CASCADE', replace(object.type, ' object', ''), object.identity); END IF;
            END LOOP;
        END $$
        """;

    private const string IsLeft = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())";

    // What is PostgreSQL's own has a smaller oid.
    private const string IsEmpty = """
        SELECT NOT EXISTS (SELECT FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
            AND NOT EXISTS (SELECT FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))
            AND EXISTS (SELECT FROM pg_namespace WHERE oid < 16384 AND nspname = 'public' AND nspacl::text = '{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}' AND obj_description(oid, 'pg_namespace') = 'standard public schema')
            AND NOT EXISTS (SELECT FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_(toast_)?temp_')
            AND NOT EXISTS (
                SELECT oid FROM pg_class WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_type WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_proc WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_constraint WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_operator WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_opclass WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_opfamily WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_am WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_cast WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_collation WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_conversion WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_extension WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_language WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_event_trigger WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_publication WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_foreign_data_wrapper WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_foreign_server WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_default_acl WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_statistic_ext WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_transform WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_ts_config WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_ts_dict WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_ts_parser WHERE oid >= 16384
                UNION ALL SELECT oid FROM pg_ts_template WHERE oid >= 16384 UNION ALL SELECT oid FROM pg_largeobject_metadata)
        """;

    private const int MostLooks = 200;

    /// <summary>Its server.</summary>
    public EmbeddedPostgres Server => server;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>A session of its own, so that nothing which is set in it lives on.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(server.ConnectionString(name) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Gives it to the next test if it is as a new one again; else it is not used any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString(name) + ";Pooling=false");
            await connection.OpenAsync(CancellationToken.None);
            // A session is gone a moment after it was ended.
            for (var looks = 1; !await AskAsync(connection, IsLeft); looks++)
            {
                if (looks == MostLooks) return;
                await Task.Delay(10, CancellationToken.None);
            }

            await using var empty = new NpgsqlCommand(Empty, connection);
            await empty.ExecuteNonQueryAsync(CancellationToken.None);
            if (!await AskAsync(connection, IsEmpty)) return;
        }
        catch (NpgsqlException)
        {
            // The test has put something into it that does not go with its schemas, or ended the server.
            return;
        }

        free.Add(this);
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(CancellationToken.None) is true;
    }
}
