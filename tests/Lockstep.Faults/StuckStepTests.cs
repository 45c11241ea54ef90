using Lockstep.Faults.Support;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Faults;

/// <summary>
/// Statements outside of transactions that are cut off while PostgreSQL is half way through them, so that the catalog holds what is neither
/// the state before nor the one after.
/// </summary>
public sealed class StuckStepTests(TestServer server)
{
    private const string Tables = """
        CREATE TABLE t (id int PRIMARY KEY, a int, note text);
        INSERT INTO t SELECT i, i, 'n' FROM generate_series(1, 9) i;
        CREATE INDEX t_a ON t (a);
        CREATE TABLE p (id int, note text) PARTITION BY RANGE (id);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
        CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
        CREATE INDEX p_id ON p (id);
        INSERT INTO p SELECT i, 'n' FROM generate_series(0, 19) i;
        """;

    /// <summary>How it is cut off.</summary>
    public enum End
    {
        /// <summary>The session's process on the server is terminated.</summary>
        Terminate,

        /// <summary>Ctrl-C.</summary>
        Interrupt,

        /// <summary>Somebody cancels the statement, so that it fails.</summary>
        Cancel,
    }

    /// <summary>A statement, and a table on which a transaction at work keeps it waiting half way.</summary>
    public static TheoryData<string, string, End> Statements()
    {
        (string Sql, string Table)[] statements =
        [
            ("CREATE INDEX CONCURRENTLY t_new ON t (note)", "t"),
            ("CREATE UNIQUE INDEX CONCURRENTLY t_new ON t (a, id)", "t"),
            ("DROP INDEX CONCURRENTLY t_a", "t"),
            ("REINDEX INDEX CONCURRENTLY t_a", "t"),
            ("REINDEX TABLE CONCURRENTLY t", "t"),
            ("REINDEX TABLE CONCURRENTLY p", "p1"),
            ("REINDEX SCHEMA CONCURRENTLY public", "t"),
            ("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", "p"),
            ("VACUUM (FULL) t", "t"),
        ];
        var data = new TheoryData<string, string, End>();
        var ends = Enum.GetValues<End>();
        for (var i = 0; i < statements.Length; i++)
        {
            foreach (var end in Summary.All ? ends : [ends[i % ends.Length]]) data.Add(statements[i].Sql, statements[i].Table, end);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task A_statement_that_is_cut_off_half_way_is_completed_by_the_next_run(string sql, string table, End end)
    {
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = [Tables, null],
            ["2"] = [$"UPDATE t SET a = a + 100; {sql}; UPDATE t SET a = a + 100", null],
        };
        var descriptors = Reference.Descriptors(migrations);
        await using var undisturbed = await server.CreateAsync();
        Assert.Equal(2, await undisturbed.MigrateAsync([.. descriptors]));

        await using var database = await server.CreateAsync();
        Assert.Equal(1, await database.MigrateAsync(descriptors, target: 1));
        await using var atWork = await database.OpenAsync();
        await using var transaction = await atWork.BeginTransactionAsync(TestDatabase.Cancellation);
        // It has read and written, and goes on to hold its locks.
        await new NpgsqlCommand($"LOCK TABLE {table} IN ROW EXCLUSIVE MODE", atWork).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, migrations, "migrate", "--lock-retries", "0");
        const string Waiting = "FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'lockstep%' AND wait_event_type = 'Lock'";
        await database.UntilAsync($"SELECT count(*) = 1 {Waiting}");
        if (end == End.Interrupt) await host.SignalAsync("INT");
        else await database.RunAsync($"SELECT pg_{(end == End.Cancel ? "cancel" : "terminate")}_backend(pid) {Waiting}");
        var result = await host.EndAsync();
        Assert.Equal(end switch { End.Terminate => ExitCode.NoConnection, End.Interrupt => ExitCode.Interrupted, _ => ExitCode.Failed }, (ExitCode)result.ExitCode);
        Assert.StartsWith("2 applying 1/3", (await database.HistoryAsync()).Split('\n')[1], StringComparison.Ordinal);

        await transaction.RollbackAsync(TestDatabase.Cancellation);
        // The preflight warns of an invalid index, rightly; that it is the step's own, the step finds out.
        var next = await HostProcess.RunAsync(database, migrations, "migrate", "--skip-preflight");
        Assert.Equal((0, ""), (next.ExitCode, next.Error));
        Assert.Empty((await DatabaseState.TakeAsync(database, new(descriptors))).DifferencesTo(await DatabaseState.TakeAsync(undisturbed, new(descriptors))));
    }
}
