using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>Places with names, in the project and in the database.</summary>
public sealed class CheckpointTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_four = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a ()", "DROP TABLE a"],
        ["2"] = ["CREATE TABLE b ()", "DROP TABLE b", null, null, "users_complete"],
        ["3"] = ["CREATE TABLE c ()", "DROP TABLE c"],
        ["4"] = ["CREATE TABLE d ()", "DROP TABLE d"],
    };

    [Fact]
    public async Task A_migration_names_the_place_behind_it()
    {
        await using var database = await server.CreateAsync();
        await SucceedsAsync(database, "migrate", "--to-checkpoint", "users_complete");
        Assert.Equal("a\nb", await database.TablesAsync());
        Assert.Contains("has all that is applied at checkpoint users_complete", await SucceedsAsync(database, "migrate", "--to-checkpoint", "users_complete"), StringComparison.Ordinal);
        await SucceedsAsync(database, "migrate");
        Assert.Contains("2 rolled back", await SucceedsAsync(database, "rollback", "--to-checkpoint", "users_complete", "--yes"), StringComparison.Ordinal);
        Assert.Equal("a\nb", await database.TablesAsync());
        Assert.Contains("\ncheckpoint users_complete: behind 2\n", await SucceedsAsync(database, "status"), StringComparison.Ordinal);
        var unknown = await HostProcess.RunAsync(database, s_four, "rollback", "--to-checkpoint", "nowhere", "--yes");
        Assert.Equal((2, "error LS9204: There is no checkpoint 'nowhere', neither in the project nor in the database.\n  next: There are: users_complete.\n"), (unknown.ExitCode, unknown.Error));
        Assert.Equal(2, (await HostProcess.RunAsync(database, s_four, "rollback", "--to-checkpoint", "users_complete", "--to", "1", "--yes")).ExitCode);
        Assert.Equal(2, (await HostProcess.RunAsync(database, s_four, "migrate", "--checkpoint", "users_complete")).ExitCode);
    }

    [Fact]
    public async Task A_run_names_where_it_began()
    {
        await using var database = await server.CreateAsync();
        await SucceedsAsync(database, "migrate", "--to", "1");
        var output = await SucceedsAsync(database, "migrate", "--checkpoint", "before-release");
        Assert.Contains("Lockstep: checkpoint  before-release is behind 1\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\ncheckpoint before-release: behind 1, named \d{4}-\d\d-\d\d \d\d:\d\d by postgres on \S+\n$", await SucceedsAsync(database, "history"));
        var status = Assert.Single((await HostProcess.RunAsync(database, s_four, "status", "--json")).Json);
        Assert.Equal(["users_complete migration 2", "before-release run 1"], status["checkpoints"]!.AsArray().Select(place => $"{place!["name"]} {place["source"]} {place["version"]}"));
        Assert.Equal(
            await database.LinesAsync("SELECT run_id FROM lockstep.audit WHERE action = 'up' AND version = 4"),
            (string?)status["checkpoints"]![1]!["runId"]);
        Assert.Equal("1 before-release", await database.LinesAsync("SELECT version || ' ' || name FROM lockstep.audit WHERE action = 'checkpoint'"));
        await SucceedsAsync(database, "rollback", "--to-checkpoint", "before-release", "--yes");
        Assert.Equal("a", await database.TablesAsync());
        await SucceedsAsync(database, "rollback", "--yes");
        await SucceedsAsync(database, "migrate", "--to-checkpoint", "before-release");
        Assert.Equal("a", await database.TablesAsync());
    }

    [Fact]
    public async Task A_name_moves_with_each_run_but_not_while_one_is_gone_on_with()
    {
        await using var database = await server.CreateAsync();
        Dictionary<string, string?[]> bad = new(s_four, StringComparer.Ordinal) { ["4"] = ["CREATE TABLE d (id int); CREATE INDEX CONCURRENTLY i ON d (nothing)", "DROP TABLE d"] };
        await SucceedsAsync(database, "migrate", "--to", "1", "--checkpoint", "night");
        Assert.Contains("checkpoint night: before all migrations", await SucceedsAsync(database, "history"), StringComparison.Ordinal);
        Assert.Equal(1, (await HostProcess.RunAsync(database, bad, "migrate", "--checkpoint", "night")).ExitCode);
        var half = await HostProcess.RunAsync(database, bad, "migrate", "--checkpoint", "other");
        Assert.Contains("error LS9204: 4 (Change 4) is half applied, so where the database stands is no place that could be gone back to.", half.Error, StringComparison.Ordinal);
        Dictionary<string, string?[]> good = new(bad, StringComparer.Ordinal) { ["4"] = [bad["4"][0]!.Replace("nothing", "id", StringComparison.Ordinal), "DROP TABLE d"] };
        var again = await HostProcess.RunAsync(database, good, "migrate", "--checkpoint", "night", "--resume");
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Contains("checkpoint  night stays behind 1, where the run began that this one goes on with\n", again.Output, StringComparison.Ordinal);
        Assert.Contains("checkpoint  night is behind 4\n", (await HostProcess.RunAsync(database, good, "migrate", "--checkpoint", "night", "--to", "3")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_wants_a_run_that_failed()
    {
        await using var database = await server.CreateAsync();
        var fresh = await HostProcess.RunAsync(database, s_four, "migrate", "--resume");
        Assert.Equal((1, "error LS9233: Nothing to resume: no migration is half done, and none that is pending has failed before or was left by the run before.\n  next: lockstep migrate, without --resume, applies the 4 that are pending.\n"), (fresh.ExitCode, fresh.Error));
        Dictionary<string, string?[]> bad = new(s_four, StringComparer.Ordinal) { ["3"] = ["SELECT nothing", null] };
        Assert.Equal(1, (await HostProcess.RunAsync(database, bad, "migrate")).ExitCode);
        Assert.Contains("2 applied in", await SucceedsAsync(database, "migrate", "--resume"), StringComparison.Ordinal);
        var done = await HostProcess.RunAsync(database, s_four, "migrate", "--resume", "--json");
        Assert.Equal((1, "LS9233"), (done.ExitCode, (string?)done.Json[^1]["code"]));
    }

    [Fact]
    public async Task A_name_stands_behind_one_migration_only()
    {
        await using var database = await server.CreateAsync();
        Dictionary<string, string?[]> twice = new(s_four, StringComparer.Ordinal) { ["4"] = ["CREATE TABLE d ()", null, null, null, "users_complete"] };
        var refused = await HostProcess.RunAsync(database, twice, "migrate");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("error LS1019: The checkpoint 'users_complete' is behind two migrations: 2 and 4.\n  next: Give one of them another name.\n", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<string> SucceedsAsync(TestDatabase database, params string[] arguments)
    {
        var result = await HostProcess.RunAsync(database, s_four, arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }
}
