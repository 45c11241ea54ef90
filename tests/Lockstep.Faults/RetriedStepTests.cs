using Lockstep.Faults.Support;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Faults;

/// <summary>A step outside a transaction that was cut off, and then loses a fight when it is run again.</summary>
public sealed class RetriedStepTests(TestServer server)
{
    [Fact]
    public async Task A_step_that_was_cut_off_and_is_tried_again_after_a_failure_is_marked_as_begun_again()
    {
        var migrations = Reference.Descriptors(new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE SEQUENCE tries START 5", null],
            ["2"] = ["DO $$ BEGIN COMMIT; IF nextval('tries') = 1 THEN RAISE 'lost' USING ERRCODE = '40001'; END IF; PERFORM pg_advisory_xact_lock_shared(7); END $$", null],
        });
        const string Waiting = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE 'DO %'";
        await using var database = await server.CreateAsync();
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var cutOff = database.FailsAsync([.. migrations]);
        await database.UntilAsync($"SELECT count(*) > 0 {Waiting}");
        await database.RunAsync($"SELECT pg_terminate_backend(pid) {Waiting}");
        Assert.Equal(ExitCode.NoConnection, (await cutOff).ExitCode);
        Assert.Equal("1 applied 1/1\n2 applying 0/1 begun", await database.HistoryAsync());

        await database.RunAsync("SELECT setval('tries', 1, false)");
        var next = database.MigrateAsync(migrations, target: null, new() { LockRetries = 1, FirstPause = TimeSpan.FromMilliseconds(50) });
        await database.UntilAsync($"SELECT count(*) > 0 {Waiting}");
        Assert.Contains(database.Events, happened => happened.Event == "retry");
        // Who comes next, should this run end here, must know that the statement may have been done.
        Assert.Equal("1 applied 1/1\n2 applying 0/1 begun", await database.HistoryAsync());
        await gate.DisposeAsync();
        Assert.Equal(1, await next);
        Assert.Equal("1 applied 1/1\n2 applied 1/1", await database.HistoryAsync());
    }
}
