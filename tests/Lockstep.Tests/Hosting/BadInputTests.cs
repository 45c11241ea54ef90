using System.Net;
using System.Net.Sockets;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>What goes wrong before or around a run: one message, what next, and an exit code.</summary>
public sealed class BadInputTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_one = new(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE a ()", "DROP TABLE a"] };

    [Theory]
    [InlineData("DATABASE_PASSWORD", "a wrong one", "the password of role 'postgres' is wrong.", "Correct it in DATABASE_PASSWORD")]
    [InlineData("DATABASE_PASSWORD", "", "the server wants a password and none was given.", "Set DATABASE_PASSWORD or PGPASSWORD")]
    [InlineData("DATABASE_NAME", "nowhere", "the database does not exist.", "Create it (createdb nowhere) or correct the name.")]
    [InlineData("DATABASE_HOST", "nowhere.invalid", "the host is not known.", "Check the host's name")]
    [InlineData("DATABASE_PORT", "closed", "nobody listens there.", "Check host and port")]
    public async Task No_connection_is_exit_code_3_and_1_for_ping(string variable, string value, string what, string next)
    {
        await using var database = await server.CreateAsync();
        var variables = HostProcess.Variables(database.Settings);
        variables[variable] = value == "closed" ? ClosedPort() : value;
        foreach (var command in (string[])["migrate", "status", "ping"])
        {
            var result = await HostProcess.RunAsync(variables, s_one, command);
            Assert.Equal(command == "ping" ? 1 : 3, result.ExitCode);
            Assert.Equal("", result.Output);
            Assert.Matches($"^error LS9201: Can't connect to .+, database \\w+: {System.Text.RegularExpressions.Regex.Escape(what)}\n  next: {System.Text.RegularExpressions.Regex.Escape(next)}", result.Error);
        }

        var verbose = await HostProcess.RunAsync(variables, s_one, "migrate", "--verbose");
        Assert.Contains("   at Npgsql", verbose.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Password, verbose.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_an_address_is_never_told()
    {
        await using var database = await server.CreateAsync();
        foreach (var address in (string[])[$"postgres://postgres:hush@127.0.0.1:{database.Settings.Port}/{database.Name}", $"postgres://u:hush@nowhere.invalid/d", "postgres://u:hu/hush@h/d", "Host=127.0.0.1;Password=hush;Databse=x"])
        {
            foreach (var command in (string[])["migrate", "plan", "ping"])
            {
                var result = await HostProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["DATABASE_URL"] = address }, s_one, command, "--verbose");
                Assert.NotEqual(0, result.ExitCode);
                Assert.Contains(" LS9", result.Error, StringComparison.Ordinal);
                Assert.DoesNotContain("hush", result.Output + result.Error, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Ping_waits_for_a_database_that_is_late()
    {
        await using var database = await server.CreateAsync();
        var variables = HostProcess.Variables(database.Settings);
        variables["DATABASE_NAME"] = database.Name + "_late";
        await using var host = HostProcess.Start(variables, s_one, "ping", "--wait", "60s");
        await Task.Delay(500, TestDatabase.Cancellation);
        await server.Postgres.EnsureDatabaseAsync(database.Name + "_late", TestDatabase.Cancellation);
        var result = await host.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("migrate --colour", "error: Unrecognized command or argument '--colour'.\n")]
    [InlineData("migrat", "error: ")]
    [InlineData("", "error: ")]
    [InlineData("migrate --wait soon", "error: --wait wants a time such as 500ms, 30s or 10m.\n")]
    [InlineData("migrate --to latest", "error: ")]
    [InlineData("rollback 0", "error: How many migrations to take back is a number from 1.\n")]
    [InlineData("rollback 1 --to 5", "error: Say how many migrations to take back, or --to a version, not both.\n")]
    [InlineData("rollback --to -1", "error: --to wants a version, or 0 to take all back.\n")]
    [InlineData("rollback many", "error: ")]
    public async Task Wrong_arguments_are_exit_code_2(string arguments, string what)
    {
        var result = await HostProcess.RunAsync(new Dictionary<string, string>(), s_one, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(what, result.Error, StringComparison.Ordinal);
        Assert.Matches("(?m)^  next: lockstep ([a-z]+ )?--help explains the arguments\\.$", result.Error);
    }

    [Fact]
    public async Task No_database_named_is_exit_code_2()
    {
        var result = await HostProcess.RunAsync(new Dictionary<string, string>(), s_one, "migrate");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error LS9003: No database is named.\n  next: Name one: --connection postgres://user@host/database", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_that_is_none_is_exit_code_2_and_one_without_migrations_is_no_error()
    {
        await using var database = await server.CreateAsync();
        var variables = HostProcess.Variables(database.Settings);
        var unnamed = await HostProcess.RunAsync(variables, null, "status");
        Assert.Equal((2, "error LS9005: No assembly with migrations is named.\n  next: Add --assembly bin/Debug/net10.0/YourProject.dll.\n"), (unnamed.ExitCode, unnamed.Error));
        var missing = await HostProcess.RunAsync(variables, null, "migrate", "--assembly", "nowhere.dll");
        Assert.Equal(2, missing.ExitCode);
        Assert.Matches("^error LS9005: There is no assembly .+nowhere.dll\\.\n  next: Build the project first, or correct --assembly\\.\n$", missing.Error);
        var none = await HostProcess.RunAsync(variables, null, "migrate", "--assembly", Path.Combine(AppContext.BaseDirectory, "xunit.runner.json"));
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("error LS9005: ", none.Error, StringComparison.Ordinal);
        Assert.Contains("can't be loaded", none.Error, StringComparison.Ordinal);
        var empty = await HostProcess.RunAsync(variables, null, "migrate", "--assembly", Path.Combine(AppContext.BaseDirectory, "Npgsql.dll"));
        Assert.Equal((0, "Lockstep: migrate     nothing to do: the project has no migrations\n"), (empty.ExitCode, empty.Output));
        var broken = await HostProcess.RunAsync(new Dictionary<string, string>(variables, StringComparer.Ordinal) { ["LOCKSTEP_TEST_MIGRATIONS"] = "{" }, null, "migrate", "--assembly", HostProcess.Migrations);
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("Lockstep.Tests.Migrations.dll can't be loaded: its registry threw Json", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_migrations_with_one_version_touch_no_database()
    {
        await using var database = await server.CreateAsync();
        var result = await HostProcess.RunAsync(database, new Dictionary<string, string?[]> { ["7"] = ["CREATE TABLE a ()", null], ["7b"] = ["CREATE TABLE b ()", null] }, "migrate");
        Assert.Equal(2, result.ExitCode);
        Assert.Matches("^\\S+SqlMigration.cs\\(\\d+\\): error LS1003: Version 7 is used by two migrations: 'Change 7' and 'Change 7b'\\.\n  next: Give one of them a later version\\.\n$", result.Error);
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task Without_a_lock_in_time_it_is_exit_code_4()
    {
        await using var database = await server.CreateAsync();
        await using var holder = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await Lockstep.Execution.AdvisoryLock.Runner.TakeAsync(holder, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var result = await HostProcess.RunAsync(database, s_one, "migrate", "--wait", "300ms");
        Assert.Equal(4, result.ExitCode);
        Assert.Matches("^error LS9202: The runner lock was not free within 0.3 s; it is held by another runner: lockstep .+\\.\n  next: ", result.Error);
    }

    [Fact]
    public async Task A_connection_that_is_ended_from_outside_is_exit_code_3()
    {
        await using var database = await server.CreateAsync();
        await using var host = HostProcess.Start(database, new Dictionary<string, string?[]> { ["1"] = ["CREATE TABLE a (); SELECT pg_sleep(60)", null] }, "migrate");
        await database.UntilAsync("SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'");
        var result = await host.EndAsync();
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("error LS9201: The connection to ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task Where_no_PostgreSQL_is_found_it_is_exit_code_3()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var result = await HostProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["LOCKSTEP_PG_BIN"] = folder.FullName, ["LOCKSTEP_CONNECTION"] = "embedded" }, s_one, "migrate");
            Assert.Equal(3, result.ExitCode);
            Assert.StartsWith("error LS9008: ", result.Error, StringComparison.Ordinal);
            Assert.Contains("next:", result.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_staying_server_is_looked_at_stopped_and_removed()
    {
        var folder = Directory.CreateTempSubdirectory("lockstep-test-");
        var data = Path.Combine(folder.FullName, "pg");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["LOCKSTEP_CONNECTION"] = "embedded:" + data };
        try
        {
            var migrate = await HostProcess.RunAsync(variables, s_one, "migrate");
            Assert.Equal((0, ""), (migrate.ExitCode, migrate.Error));
            Assert.Contains("Lockstep: look        ", migrate.Output, StringComparison.Ordinal);
            Assert.Contains($"embedded stop \"{data}\"", migrate.Output, StringComparison.Ordinal);
            Assert.Equal($"Lockstep: embedded    stopped the server in {data}\n", (await HostProcess.RunAsync(variables, null, "embedded", "stop", data)).Output);
            Assert.Equal($"Lockstep: embedded    no server was running in {data}\n", (await HostProcess.RunAsync(variables, null, "embedded", "stop", data)).Output);
            Assert.Contains("nothing to do", (await HostProcess.RunAsync(variables, s_one, "migrate")).Output, StringComparison.Ordinal);
            var unasked = await HostProcess.RunAsync(variables, null, "embedded", "remove", data);
            Assert.Equal((2, $"error LS9010: Delete the server in {data} with all its data: that needs a yes, and nobody is there to ask.\n  next: Run it with --yes.\n"), (unasked.ExitCode, unasked.Error));
            Assert.Equal($"Lockstep: embedded    removed the server in {data} and its data\n", (await HostProcess.RunAsync(variables, null, "embedded", "remove", data, "--yes")).Output);
            Assert.Equal($"Lockstep: embedded    there is no server in {data}\n", (await HostProcess.RunAsync(variables, null, "embedded", "remove", data, "--yes")).Output);
        }
        finally
        {
            await Lockstep.Embedded.EmbeddedPostgres.RemoveAsync(data, TestDatabase.Cancellation);
            folder.Delete(recursive: true);
        }
    }

    private static string ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
