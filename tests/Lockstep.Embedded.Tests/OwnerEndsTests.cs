using System.Diagnostics;
using Lockstep.Tests.Support;

namespace Lockstep.Embedded.Tests;

/// <summary>However the owner ends, its throwaway cluster goes.</summary>
public sealed class OwnerEndsTests
{
    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task The_cluster_goes_when_its_owner_is_signalled(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        using var owner = await OwnerProcess.StartAsync("throwaway");
        var server = PostmasterFile.Read(owner.Data)!.ProcessId;
        Assert.Equal(1, await Sql.RunAsync(owner.ConnectionString, "SELECT 1"));
        await UnixSignal.SendAsync(signal, owner.Id);
        await GoneAsync(owner.Data, server);
    }

    [Fact]
    public async Task The_cluster_goes_when_its_owner_ends_without_disposing_it()
    {
        using var owner = await OwnerProcess.StartAsync("exit");
        await owner.EndAsync();
        await Patience.UntilAsync(() => !Directory.Exists(Path.GetDirectoryName(owner.Data)), "the folder is gone");
    }

    [Fact]
    public async Task Ctrl_C_for_the_whole_terminal_reaches_only_the_owner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Shell.Find("setsid") is null, "there is no setsid");
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(cancellationToken: TestContext.Current.CancellationToken);
        var id = PostmasterFile.Read(server.DataDirectory)!.ProcessId;
        Assert.NotEqual(Session(Environment.ProcessId), Session(id));
        Assert.NotEqual(Session(Environment.ProcessId), Session(Processes.ParentOf(id)));

        // Even sent to it, the guard does not care: it has to outlive its owner.
        await UnixSignal.SendAsync("INT", Processes.ParentOf(id));
        await UnixSignal.SendAsync("TERM", Processes.ParentOf(id));
        Assert.Equal(1, await Sql.RunAsync(server.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_next_start_sweeps_what_owner_and_guard_left_when_both_were_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the guard is found through /proc");
        // Servers of other tests start at the same time, and would sweep, too: this folder only the owners below know.
        var temporary = Directory.CreateDirectory(Path.Combine("/tmp", $"ls-{Guid.NewGuid():N}"[..11])).FullName;
        // Like /tmp itself: the server's user makes its folder there, whoever we are.
        File.SetUnixFileMode(temporary, (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit);
        try
        {
            using var owner = await OwnerProcess.StartInAsync(temporary, "throwaway");
            using var other = await OwnerProcess.StartInAsync(temporary, "throwaway");
            var server = PostmasterFile.Read(owner.Data)!.ProcessId;
            Assert.StartsWith(temporary, owner.Data, StringComparison.Ordinal);
            // The guard is two processes: one waits for the owner's end, one for the server's.
            var guard = Processes.ParentOf(server);
            foreach (var part in Processes.ChildrenOf(guard).Where(child => child != server).Append(guard)) await UnixSignal.SendAsync("KILL", part);
            await UnixSignal.SendAsync("KILL", owner.Id);
            await Processes.GoneAsync(owner.Id);
            Assert.True(Processes.Exists(server));
            Assert.True(Directory.Exists(owner.Data));

            using var next = await OwnerProcess.StartInAsync(temporary, "throwaway");
            Assert.False(Directory.Exists(Path.GetDirectoryName(owner.Data)));
            await Processes.GoneAsync(server);

            Assert.Equal(1, await Sql.RunAsync(other.ConnectionString, "SELECT 1"));
            await UnixSignal.SendAsync("KILL", other.Id);
            await UnixSignal.SendAsync("KILL", next.Id);
            await Patience.UntilAsync(() => !Directory.EnumerateDirectories(temporary, EmbeddedFolders.ThrowawayPrefix + "*").Any(), "the folders of the others are gone");
        }
        finally
        {
            await Patience.UntilAsync(() => TryDelete(temporary), "the folder is deleted");
        }
    }

    /// <summary>After a failure, a guard may still be deleting in there, too.</summary>
    private static bool TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [Fact]
    public void An_owner_is_known_by_process_id_and_start_time()
    {
        using var self = Process.GetCurrentProcess();
        var started = self.StartTime.ToUniversalTime();
        Assert.True(OwnerFile.IsAlive(OwnerFile.Render(self.Id, started)));
        Assert.False(OwnerFile.IsAlive(OwnerFile.Render(self.Id, started.AddHours(-1))));
        Assert.False(OwnerFile.IsAlive(""));
    }

    private static async Task GoneAsync(string data, int server)
    {
        await Patience.UntilAsync(() => !Directory.Exists(Path.GetDirectoryName(data)), "the folder is gone");
        await Processes.GoneAsync(server);
    }

    private static string Session(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
    }
}
