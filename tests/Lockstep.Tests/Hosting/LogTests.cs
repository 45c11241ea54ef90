using System.Globalization;
using System.Text.Json.Nodes;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>The log of a run.</summary>
public sealed class LogTests(TestServer server) : IDisposable
{
    private static readonly Dictionary<string, string?[]> s_two = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a (id int); INSERT INTO a VALUES (4711)", "DROP TABLE a"],
        ["2"] = ["CREATE INDEX CONCURRENTLY i ON a (id) WHERE id <> 4712", "DROP INDEX i"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("lockstep-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_gets_a_file_for_each_run_that_its_owner_alone_can_read()
    {
        await using var database = await server.CreateAsync();
        var folder = Path.Combine(_folder, "logs");
        var variables = HostProcess.Variables(database.Settings);
        variables["LOCKSTEP_LOG"] = folder;
        var migrate = await HostProcess.RunAsync(variables, s_two, "migrate", "--json");
        Assert.Equal((0, ""), (migrate.ExitCode, migrate.Error));
        var file = Assert.Single(Directory.GetFiles(folder));
        var run = (string)(await database.RunAsync("SELECT run_id::text FROM lockstep.history LIMIT 1"))!;
        Assert.Matches($@"^lockstep-\d{{8}}T\d{{6}}Z-{database.Name}-{run}\.log$", Path.GetFileName(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        var text = await File.ReadAllTextAsync(file, TestDatabase.Cancellation);
        Assert.Matches(
            $@"^T run         migrate · run {run} · database {database.Name} on 127\.0\.0\.1:\d+ · .+@.+, process \d+ · Lockstep \d+\.\d+\.\d+\n" +
            @"T preflight   .+\n" +
            @"T plan        2 pending, .+\n" +
            @"T applied     1 Change 1  \d+\.\d\d s\n" +
            @"T applied     2 Change 2  \d+\.\d\d s\n" +
            @"T verified    2 of 2 .+\n" +
            @"T done        2 applied in .+ s · 1 row( · .+ waiting for locks)?\n" +
            @"T end         exit code 0 after .+ s\n$",
            Undisturbed(Untimed(text)));
        Assert.DoesNotContain(server.Password, text, StringComparison.Ordinal);

        Assert.Equal(0, (await HostProcess.RunAsync(variables, s_two, "migrate")).ExitCode);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        // Only runs are logged.
        Assert.Equal(0, (await HostProcess.RunAsync(variables, s_two, "status")).ExitCode);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_file_gets_run_after_run_and_failures_too()
    {
        await using var database = await server.CreateAsync();
        var file = Path.Combine(_folder, "runs.log");
        var bad = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["SELECT 1/0", null] };
        Assert.Equal(1, (await HostProcess.RunAsync(database, bad, "migrate", "--log", file)).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_two, "migrate", "--log", file)).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_two, "rollback", "2", "--yes", "--log", file)).ExitCode);
        var text = Untimed(await File.ReadAllTextAsync(file, TestDatabase.Cancellation));
        Assert.Matches(@"(?s)T run         migrate .*T [^\n]+: error LS9203: 1 \(Change 1\) failed: division by zero .*\n  next: .*T end         exit code 1 .*T run         migrate .*T end         exit code 0 .*T run         rollback .*T rolled-back 1 Change 1.*T end         exit code 0 ", text);
    }

    [Fact]
    public async Task Json_lines_are_the_events_with_their_times()
    {
        await using var database = await server.CreateAsync();
        var file = Path.Combine(_folder, "runs.jsonl");
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_two, "migrate", "--log", file)).ExitCode);
        var events = (await File.ReadAllLinesAsync(file, TestDatabase.Cancellation)).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.Equal(
            ["run", "preflight", "plan", "applied", "applied", "verified", "done", "end"],
            events.Select(happened => (string)happened["event"]!).Where(happened => happened is not ("progress" or "slow" or "waiting" or "warning")));
        Assert.All(events, happened => Assert.EndsWith("Z", (string)happened["at"]!, StringComparison.Ordinal));
        Assert.Equal([1L, 2L], events.Where(happened => (string?)happened["event"] == "applied").Select(happened => (long)happened["version"]!));
    }

    [Fact]
    public async Task A_run_without_a_database_has_a_log()
    {
        var result = await HostProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), s_two, "migrate", "--log", _folder);
        Assert.Equal(2, result.ExitCode);
        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Matches(@"^lockstep-\d{8}T\d{6}Z\.log$", Path.GetFileName(file));
        Assert.Matches(@"(?s)^T error LS9003: .*T end         exit code 2 after ", Untimed(await File.ReadAllTextAsync(file, TestDatabase.Cancellation)));
    }

    [Theory]
    [InlineData("/proc/lockstep/logs")]
    [InlineData("full")]
    [InlineData("/dev/null/log.log")]
    public async Task A_log_that_can_not_be_written_is_told_once_and_stops_nothing(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "These places are Linux's.");
        await using var database = await server.CreateAsync();
        // A disk that is full fails when it is written to, not before.
        if (path.Contains("full", StringComparison.Ordinal))
        {
            path = Path.Combine(_folder, "full.log");
            File.CreateSymbolicLink(path, "/dev/full");
        }

        var result = await HostProcess.RunAsync(database, s_two, "migrate", "--log", path);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^warning LS9240: The log can't be written: .+ The run goes on without it\.\n  next: Name a folder that this user may write to, with --log or LOCKSTEP_LOG\.\n$", result.Error);
        Assert.Contains("Lockstep: done        2 applied", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The log without what a busy machine adds: an index is waited for, other tests are in transactions for long.</summary>
    private static string Undisturbed(string log)
    {
        var disturbed = false;
        return string.Concat(log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !(disturbed = line.StartsWith("T progress", StringComparison.Ordinal) || line.StartsWith("T waiting", StringComparison.Ordinal) ||
                line.StartsWith("T warning", StringComparison.Ordinal) || line.StartsWith("T slow", StringComparison.Ordinal) || (disturbed && line.StartsWith("  ", StringComparison.Ordinal))))
            .Select(line => line + "\n"));
    }

    /// <summary>The log with T for each time, which must be one.</summary>
    private static string Untimed(string log) => string.Concat(log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        if (line.StartsWith("  ", StringComparison.Ordinal)) return line + "\n";
        Assert.True(DateTime.TryParseExact(line[..24], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), line);
        return "T" + line[24..] + "\n";
    }));
}
