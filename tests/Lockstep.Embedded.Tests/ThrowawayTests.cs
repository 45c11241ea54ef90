using Lockstep.Tests.Support;

namespace Lockstep.Embedded.Tests;

public sealed class ThrowawayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_runs_answers_and_leaves_nothing_behind()
    {
        var log = new List<string>();
        var server = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { Log = log.Add }, Cancellation);
        var id = PostmasterFile.Read(server.DataDirectory)!.ProcessId;
        Assert.Contains(server.ServerVersion, Assert.IsType<string>(await Sql.RunAsync(server.ConnectionString("postgres"), "SELECT version()")), StringComparison.Ordinal);
        Assert.Equal("off UTF8 C UTC", await Sql.RunAsync(server.ConnectionString("postgres"), "SELECT concat_ws(' ', current_setting('fsync'), current_setting('server_encoding'), (SELECT datcollate FROM pg_database WHERE datname = 'postgres'), current_setting('timezone'))"));
        Assert.Contains(log, line => line.Contains(server.Binaries.Directory, StringComparison.Ordinal));
        Assert.False(server.IsPersistent);

        await server.DisposeAsync();
        Assert.False(Directory.Exists(Path.GetDirectoryName(server.DataDirectory)));
        await Processes.GoneAsync(id);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Only_its_user_gets_at_a_server_on_unix()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no Unix sockets in use");
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(cancellationToken: Cancellation);
        Assert.Equal("", await Sql.RunAsync(server.ConnectionString("postgres"), "SHOW listen_addresses"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Host));
        }
    }

    [Fact]
    public async Task Two_servers_at_once_know_nothing_of_each_other()
    {
        var starts = await Task.WhenAll(EmbeddedPostgres.StartThrowawayAsync(cancellationToken: Cancellation), EmbeddedPostgres.StartThrowawayAsync(cancellationToken: Cancellation));
        await using var one = starts[0];
        await using var two = starts[1];
        await one.EnsureDatabaseAsync("shop", Cancellation);
        Assert.Equal(1L, await Sql.RunAsync(one.ConnectionString("postgres"), "SELECT count(*) FROM pg_database WHERE datname = 'shop'"));
        Assert.Equal(0L, await Sql.RunAsync(two.ConnectionString("postgres"), "SELECT count(*) FROM pg_database WHERE datname = 'shop'"));
    }

    [Fact]
    public async Task A_database_is_created_once_whatever_its_name()
    {
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(cancellationToken: Cancellation);
        const string Name = "it's a \"shop\"";
        await Task.WhenAll(server.EnsureDatabaseAsync(Name, Cancellation), server.EnsureDatabaseAsync(Name, Cancellation));
        await server.EnsureDatabaseAsync(Name, Cancellation);
        Assert.Equal(Name, await Sql.RunAsync(server.ConnectionString(Name), "SELECT current_database()::text"));
    }

    [Fact]
    public async Task Over_tcp_a_password_is_needed()
    {
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { Tcp = true }, Cancellation);
        Assert.Equal("127.0.0.1", server.Host);
        Assert.Equal(1, await Sql.RunAsync(server.ConnectionString("postgres"), "SELECT 1"));
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(server.ConnectionString("postgres"));
        var password = wrong.Password!;
        wrong.Password = "guess";
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Sql.RunAsync(wrong.ConnectionString, "SELECT 1"));
        Assert.Equal(Npgsql.PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        Assert.DoesNotContain(password, server.PsqlCommand("postgres"), StringComparison.Ordinal);
        Assert.DoesNotContain(password, await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(server.DataDirectory)!, "log"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_and_durability_can_be_asked_for()
    {
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(
            new EmbeddedOptions { Durable = true, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "logical", ["lockstep.note"] = @"it's a\path" } },
            Cancellation);
        Assert.Equal("on on logical it's a\\path", await Sql.RunAsync(
            server.ConnectionString("postgres"),
            "SELECT concat_ws(' ', current_setting('fsync'), current_setting('autovacuum'), current_setting('wal_level'), current_setting('lockstep.note'))"));
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why_and_leaves_nothing_behind()
    {
        var before = Clusters();
        var options = new EmbeddedOptions { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "nonsense" } };
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartThrowawayAsync(options, Cancellation));
        Assert.Contains("wal_level", failure.Message, StringComparison.Ordinal);
        Assert.Contains("next:", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Clusters().Except(before, StringComparer.Ordinal), IsOurs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task A_cancelled_start_leaves_nothing_behind(int milliseconds)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        cancel.CancelAfter(milliseconds);
        string? folder = null;
        try
        {
            await using var server = await EmbeddedPostgres.StartThrowawayAsync(cancellationToken: cancel.Token);
            folder = Path.GetDirectoryName(server.DataDirectory);
        }
        catch (OperationCanceledException)
        {
            Assert.True(cancel.IsCancellationRequested);
        }

        Assert.False(Directory.Exists(folder));
        await Patience.UntilAsync(() => !Clusters().Any(IsOurs), "the cancelled start's cluster is gone");
    }

    [Fact]
    public async Task The_psql_command_works_when_pasted()
    {
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { Tcp = true }, Cancellation);
        var psql = Shell.Find("psql") ?? server.Binaries.Program("psql");
        Assert.SkipWhen(psql is null || OperatingSystem.IsWindows(), "there is no psql, or no POSIX shell");
        await server.EnsureDatabaseAsync("a b", Cancellation);
        var result = await Command.RunAsync(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", server.PsqlCommand("a b") + " -w -Atc 'SELECT current_database()'"]), Cancellation);
        Assert.Equal("a b", result.Output);
    }

    private static string[] Clusters()
        => EmbeddedFolders.TemporaryBases().Where(Directory.Exists).SelectMany(folder => Directory.GetDirectories(folder, EmbeddedFolders.ThrowawayPrefix + "*")).ToArray();

    /// <summary>Whether we are the owner: other tests and other processes have theirs.</summary>
    private static bool IsOurs(string directory)
    {
        try
        {
            // While we hold its lock, the file cannot be opened by .NET; cat does not ask.
            using var cat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat", [Path.Combine(directory, OwnerFile.Name)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            return cat.StandardOutput.ReadToEnd().StartsWith($"{Environment.ProcessId} ", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
