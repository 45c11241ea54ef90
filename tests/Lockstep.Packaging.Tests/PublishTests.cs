using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Lockstep.Embedded;
using Npgsql;

namespace Lockstep.Packaging.Tests;

/// <summary>What <c>dotnet publish</c> does for a project that references the package and names a database.</summary>
public sealed class PublishTests(PackageFixture package) : IAsyncLifetime
{
    private EmbeddedPostgres _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await EmbeddedPostgres.StartThrowawayAsync(new() { Tcp = true }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Publish_applies_what_is_pending_and_verifies()
    {
        using var project = NewProject();
        await _server.EnsureDatabaseAsync("shop", TestContext.Current.CancellationToken);
        var settings = new NpgsqlConnectionStringBuilder(_server.ConnectionString("shop"));
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = $"postgres://{settings.Username}:{Uri.EscapeDataString(settings.Password!)}@{settings.Host}:{settings.Port}/shop",
        };
        string[] publish = ["publish", "--nologo", "-nodeReuse:false", "-tl:off", "-p:LockstepMigrateOnPublish=true", "-p:LockstepLog=logs", "-bl:publish.binlog"];

        var first = await project.RunAsync(publish, environment);
        Assert.True(first.ExitCode == 0, first.Output);
        first.LineWith("plan        2 pending");
        first.LineWith("applied     1 Create users");
        first.LineWith("applied     2 Index users");
        first.LineWith("verified    2 of 2 migrations applied");
        first.LineWith("done        2 applied");
        var log = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(project.Directory, "logs"))), TestContext.Current.CancellationToken);
        Assert.Contains("Z applied     2 Index users", log, StringComparison.Ordinal);
        Assert.DoesNotContain(settings.Password!, log, StringComparison.Ordinal);
        Assert.Equal("ix_users_login", await ScalarAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE indexrelid = 'ix_users_login'::regclass AND indisvalid"));

        var second = await project.RunAsync(publish, environment);
        Assert.True(second.ExitCode == 0, second.Output);
        second.LineWith("nothing to do");
        Assert.Empty(second.LinesWith("applied     "));

        Assert.DoesNotContain(settings.Password!, first.Output + second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(settings.Password!, await ReadBinaryLogAsync(Path.Combine(project.Directory, "publish.binlog")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_that_names_no_database_touches_none()
    {
        using var project = NewProject();
        await _server.EnsureDatabaseAsync("untouched", TestContext.Current.CancellationToken);
        // The environment names one, but nobody asked this publish to migrate it.
        var result = await project.RunAsync(
            ["publish", "--nologo", "-nodeReuse:false", "-tl:off"],
            new Dictionary<string, string?> { ["DATABASE_URL"] = _server.ConnectionString("untouched") });

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Empty(result.LinesWith("applied"));
        Assert.Null(await ScalarAsync("SELECT to_regclass('public.users')::text", "untouched"));
    }

    [Fact]
    public async Task What_goes_wrong_is_one_error_without_the_password()
    {
        using var project = NewProject();
        var settings = new NpgsqlConnectionStringBuilder(_server.ConnectionString("postgres"));
        string[] publish = ["publish", "--nologo", "-nodeReuse:false", "-tl:off", "-p:LockstepMigrateOnPublish=true"];

        var wrongPassword = await project.RunAsync(publish, new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = $"postgres://{settings.Username}:sesame-4711@{settings.Host}:{settings.Port}/postgres",
        });
        Assert.NotEqual(0, wrongPassword.ExitCode);
        Assert.Contains("the password of role 'postgres' is wrong", wrongPassword.LineWith("error LS9201: "), StringComparison.Ordinal);
        Assert.DoesNotContain("sesame-4711", wrongPassword.Output, StringComparison.Ordinal);

        var unknownHost = await project.RunAsync([.. publish, "-p:LockstepConnection=postgres://app:sesame-4711@no-such-host.invalid/shop"]);
        Assert.NotEqual(0, unknownHost.ExitCode);
        Assert.Contains("the host is not known", unknownHost.LineWith("error LS9201: "), StringComparison.Ordinal);
        unknownHost.LineWith("warning LS9004: ");
        Assert.DoesNotContain("sesame-4711", unknownHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_publish_rolls_back_and_the_next_one_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGINT can't be sent to another process on Windows.");
        using var project = NewProject();
        await _server.EnsureDatabaseAsync("interrupted", TestContext.Current.CancellationToken);
        project.Write("Slow.cs", UserProject.Migration(3, "Slow", "Execute.Sql(\"CREATE TABLE slow (a int); SELECT pg_sleep(120)\");", "Drop.Table(\"slow\");"));
        var environment = new Dictionary<string, string?> { ["DATABASE_URL"] = _server.ConnectionString("interrupted") };
        string[] publish = ["publish", "--nologo", "-nodeReuse:false", "-tl:off", "-p:LockstepMigrateOnPublish=true", "-p:LockstepProveOnBuild=false"];

        var interrupted = await project.RunAsync(publish, environment, async process =>
        {
            while (await ScalarAsync("SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(120)%' AND datname = 'interrupted'", "postgres") is null)
            {
                Assert.False(process.HasExited, "The publish ended before it slept.");
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        });

        Assert.NotEqual(0, interrupted.ExitCode);
        Assert.Null(await ScalarAsync("SELECT pid FROM pg_stat_activity WHERE datname = 'interrupted' AND application_name LIKE 'lockstep%'", "postgres"));
        Assert.Null(await ScalarAsync("SELECT to_regclass('public.slow')::text", "interrupted"));
        Assert.Equal(2L, await ScalarAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'", "interrupted"));

        project.Write("Slow.cs", UserProject.Migration(3, "Slow", "Execute.Sql(\"CREATE TABLE slow (a int)\");", "Drop.Table(\"slow\");"));
        var next = await project.RunAsync(publish, environment);
        Assert.True(next.ExitCode == 0, next.Output);
        next.LineWith("done        1 applied");
    }

    private UserProject NewProject()
    {
        var project = new UserProject(package);
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", "Create.Table(\"users\").WithColumn(\"id\", BigInt).PrimaryKey().WithColumn(\"login\", Text);", "Drop.Table(\"users\");"));
        project.Write("IndexUsers.cs", UserProject.Migration(2, "Index users", "Create.Index(\"ix_users_login\").On(\"users\", \"login\").Concurrently();", "Drop.Index(\"ix_users_login\").Concurrently();"));
        return project;
    }

    private async Task<object?> ScalarAsync(string sql, string database = "shop")
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString(database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is { } value and not DBNull ? value : null;
    }

    /// <summary>A binary log is gzip; strings in it are UTF-8.</summary>
    private static async Task<string> ReadBinaryLogAsync(string path)
    {
        await using var file = File.OpenRead(path);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unzipped.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
