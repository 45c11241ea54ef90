using Lockstep.Reporting;

namespace Lockstep.Hosting.Terminal;

/// <summary>Lines for people, and below them, on a terminal, what is being done at the moment.</summary>
/// <param name="text">Writes the lines.</param>
internal sealed class LiveOutput(TextOutput text) : IOutput, IDisposable
{
    private readonly LiveArea _area = new();

    /// <summary>
    /// Whether somebody looks at a terminal that can show it: standard output is one, it is not dumb, and no CI system has put it there.
    /// </summary>
    public static bool IsWanted(Func<string, string?> environment) =>
        !Console.IsOutputRedirected &&
        environment("TERM") is not "dumb" &&
        (OperatingSystem.IsWindows() || !string.IsNullOrEmpty(environment("TERM"))) &&
        environment("CI") is null or "" or "false" or "0" &&
        string.IsNullOrEmpty(environment("TF_BUILD"));

    /// <inheritdoc />
    public void Working(WorkInHand work) => _area.Show(new(work));

    /// <inheritdoc />
    public void Event(RunEvent happened)
    {
        _area.Update(happened);
        // What a step is at the area shows while it lasts, and there is no use in it afterwards.
        if (happened is { Event: "progress" }) return;
        if (happened.Event is "applied" or "rolled-back" or "error") _area.Clear();
        _area.Write(() => text.Event(happened));
    }

    /// <inheritdoc />
    public void Error(LockstepException error) => Event(RunEvent.Error(error));

    /// <inheritdoc />
    public void Answer(object document, Action<TextWriter> write)
    {
        _area.Clear();
        _area.Write(() => text.Answer(document, write));
    }

    /// <inheritdoc />
    public void End(ExitCode code) => Dispose();

    /// <summary>Takes the area away and gives the terminal back as it was.</summary>
    public void Dispose() => _area.Dispose();
}
