using System.Diagnostics;
using Lockstep.Tests.Support;

namespace Lockstep.Embedded.Tests;

/// <summary>What is running on this machine, and the program that owns servers for us.</summary>
internal static class Processes
{
    internal static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !Zombie.Is(id);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Waits until a process is gone: it removes its files a moment before it ends.</summary>
    internal static Task GoneAsync(int id) => Patience.UntilAsync(() => !Exists(id), $"process {id} is gone");

    /// <summary>The guard of a throwaway cluster: on Unix the parent of its server.</summary>
    internal static int ParentOf(int id)
    {
        // pid (name) state parent …; the name may hold spaces.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The processes that a process has started and that still run.</summary>
    internal static IReadOnlyList<int> ChildrenOf(int id) =>
    [
        .. Process.GetProcesses().Select(process => process.Id).Where(child =>
        {
            try
            {
                return ParentOf(child) == id;
            }
            catch (IOException)
            {
                // It has just ended.
                return false;
            }
        }),
    ];
}

/// <summary>A running owner program, and what it said about its server.</summary>
internal sealed class OwnerProcess : IDisposable
{
    private readonly Process _process;

    private OwnerProcess(Process process, string data, string connectionString)
    {
        _process = process;
        Data = data;
        ConnectionString = connectionString;
    }

    internal int Id => _process.Id;

    internal string Data { get; }

    internal string ConnectionString { get; }

    internal static Task<OwnerProcess> StartAsync(params string[] arguments) => StartInAsync(temporary: null, arguments);

    /// <summary>Starts one with a folder for temporary files of its own, in which nobody else sweeps.</summary>
    internal static async Task<OwnerProcess> StartInAsync(string? temporary, params string[] arguments)
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "Lockstep.Embedded.Tests.Owner.dll");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (temporary is not null) start.Environment["TMPDIR"] = temporary;
        var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var data = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var connectionString = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (connectionString is null)
        {
            Assert.Fail($"the owner program said: {await error}");
        }

        return new OwnerProcess(process, data!, connectionString);
    }

    /// <summary>
    /// Waits until it has ended and nobody holds its output any more: a server that had inherited the pipe would hold it, and a build that
    /// reads it would never end.
    /// </summary>
    internal async Task EndAsync()
    {
        await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
