using System.Globalization;
using Lockstep.Tests.Support;

namespace Lockstep.Embedded.Tests;

public sealed class PersistentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_and_server_stay_until_they_are_removed()
    {
        await using var folder = new TestFolder();
        using (var first = await OwnerProcess.StartAsync("persistent", folder.Cluster))
        {
            await first.EndAsync();
            await Sql.RunAsync(first.ConnectionString, "CREATE TABLE note AS SELECT 'kept' AS text");
        }

        var running = PostmasterFile.Read(ClusterFile.Read(folder.Cluster)!.Data)!.ProcessId;
        await using (var attached = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation))
        {
            Assert.True(attached.IsPersistent);
            Assert.Equal("kept", await Sql.RunAsync(attached.ConnectionString("postgres"), "SELECT text FROM note"));
            Assert.Equal("on", await Sql.RunAsync(attached.ConnectionString("postgres"), "SHOW fsync"));
        }

        Assert.True(Processes.Exists(running));
        Assert.True(await EmbeddedPostgres.StopAsync(folder.Cluster, Cancellation));
        await Processes.GoneAsync(running);
        Assert.False(await EmbeddedPostgres.StopAsync(folder.Cluster, Cancellation));

        var again = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        Assert.Equal("kept", await Sql.RunAsync(again.ConnectionString("postgres"), "SELECT text FROM note"));
        var last = PostmasterFile.Read(again.DataDirectory)!.ProcessId;
        Assert.True(await EmbeddedPostgres.RemoveAsync(folder.Cluster, Cancellation));
        Assert.False(Directory.Exists(folder.Cluster));
        Assert.False(Directory.Exists(again.Host));
        await Processes.GoneAsync(last);
        Assert.False(await EmbeddedPostgres.RemoveAsync(folder.Cluster, Cancellation));
    }

    [Fact]
    public async Task Starts_at_once_by_several_processes_share_one_server()
    {
        await using var folder = new TestFolder();
        var owners = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OwnerProcess.StartAsync("persistent", folder.Cluster)));
        foreach (var owner in owners)
        {
            await owner.EndAsync();
            owner.Dispose();
        }

        Assert.Single(owners.Select(owner => owner.ConnectionString).Distinct(StringComparer.Ordinal));
        Assert.Equal(1, await Sql.RunAsync(owners[0].ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task After_a_crash_it_starts_again_with_its_data()
    {
        await using var folder = new TestFolder();
        var server = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        await Sql.RunAsync(server.ConnectionString("postgres"), "CREATE TABLE note AS SELECT 'kept' AS text");
        var crashed = PostmasterFile.Read(server.DataDirectory)!.ProcessId;
        await UnixSignal.SendAsync("KILL", crashed);
        await Processes.GoneAsync(crashed);

        var again = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        Assert.Equal("kept", await Sql.RunAsync(again.ConnectionString("postgres"), "SELECT text FROM note"));
    }

    [Fact]
    public async Task A_process_that_got_the_old_process_id_is_neither_taken_for_the_server_nor_touched()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX tools");
        await using var folder = new TestFolder();
        var server = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        await EmbeddedPostgres.StopAsync(folder.Cluster, Cancellation);

        // A bystander of the server's own user: the one kind of process that PostgreSQL itself takes for a running server.
        var account = await ServerAccount.GetAsync(Cancellation);
        using var bystander = System.Diagnostics.Process.Start(Command.ForServer(account, Shell.Find("sleep")!, ["300"]))!;
        try
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{bystander.Id}\n{server.DataDirectory}\n1700000000\n5432\n/tmp\n\n 1 1\nready   \n");
            var write = await Command.RunAsync(account, "/bin/sh", ["-c", "cat >\"$1\"", "sh", Path.Combine(server.DataDirectory, PostmasterFile.Name)], Cancellation, text);
            Assert.True(write.Ok, write.Output);

            Assert.False(await EmbeddedPostgres.StopAsync(folder.Cluster, Cancellation));
            var again = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
            Assert.Equal(1, await Sql.RunAsync(again.ConnectionString("postgres"), "SELECT 1"));
            Assert.False(bystander.HasExited);
        }
        finally
        {
            bystander.Kill();
        }
    }

    [Fact]
    public async Task A_socket_folder_that_was_cleaned_away_is_made_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no Unix sockets in use");
        await using var folder = new TestFolder();
        var server = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        Directory.Delete(server.Host, recursive: true);
        var again = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        Assert.Equal(1, await Sql.RunAsync(again.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task Tcp_can_be_asked_for_later_and_its_password_is_kept_from_others()
    {
        await using var folder = new TestFolder();
        await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        var tcp = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, new EmbeddedOptions { Tcp = true }, Cancellation);
        Assert.Equal("127.0.0.1", tcp.Host);
        Assert.Equal(1, await Sql.RunAsync(tcp.ConnectionString("postgres"), "SELECT 1"));
        var same = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, new EmbeddedOptions { Tcp = true }, Cancellation);
        Assert.Equal(tcp.ConnectionString("postgres"), same.ConnectionString("postgres"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Cluster, ClusterFile.Name)));
        }
    }

    [Fact]
    public async Task Data_of_another_version_are_left_alone()
    {
        await using var folder = new TestFolder();
        var server = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        var other = server.Binaries.MajorVersion + 1;
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartPersistentAsync(folder.Cluster, new EmbeddedOptions { PostgresVersion = other }, Cancellation));
        Assert.Contains($"data of PostgreSQL {server.Binaries.MajorVersion}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(server.DataDirectory, failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Sql.RunAsync(server.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task A_folder_with_other_things_in_it_is_refused_and_left_as_it_is()
    {
        await using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Cluster);
        await File.WriteAllTextAsync(Path.Combine(folder.Cluster, "thesis.txt"), "", Cancellation);
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation));
        Assert.Contains("thesis.txt", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Cluster, PersistentCluster.IgnoreFile)));
    }

    [Fact]
    public async Task Where_the_servers_user_cannot_go_the_data_are_elsewhere_and_go_with_their_folder()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "only root has such folders");
        await using var folder = new TestFolder();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var server = await EmbeddedPostgres.StartPersistentAsync(folder.Cluster, cancellationToken: Cancellation);
        Assert.StartsWith(EmbeddedFolders.UnreachableData, server.DataDirectory, StringComparison.Ordinal);
        Assert.Equal(1, await Sql.RunAsync(server.ConnectionString("postgres"), "SELECT 1"));
        var id = PostmasterFile.Read(server.DataDirectory)!.ProcessId;

        // The clone is deleted; the next start of any cluster clears up behind it.
        Directory.Delete(folder.Cluster, recursive: true);
        await using var other = await EmbeddedPostgres.StartThrowawayAsync(cancellationToken: Cancellation);
        Assert.False(Directory.Exists(Path.GetDirectoryName(server.DataDirectory)));
        Assert.False(Directory.Exists(server.Host));
        await Processes.GoneAsync(id);
    }
}
