using System.Diagnostics;
using System.Globalization;

namespace Lockstep.Tests.Support;

/// <summary>Signals to processes.</summary>
internal static class UnixSignal
{
    /// <summary>Sends one to a process that is there.</summary>
    /// <param name="signal">Its name, without <c>SIG</c>.</param>
    /// <param name="process">The process.</param>
    internal static async Task SendAsync(string signal, int process)
    {
        // The shell's own kill is there on machines that have no program of that name.
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process}")]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }
}
