using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>Where a command's words go: text for people, or JSON for programs.</summary>
internal interface IOutput
{
    /// <summary>Tells which run begins. Most outputs need not know.</summary>
    void Begin(RunHead run)
    {
    }

    /// <summary>Tells what is being done now; nothing is written of it, but a terminal shows it while it lasts.</summary>
    void Working(WorkInHand work)
    {
    }

    /// <summary>Tells what happened.</summary>
    void Event(RunEvent happened);

    /// <summary>Tells what is wrong.</summary>
    void Error(LockstepException error);

    /// <summary>Gives a command's answer, such as the status.</summary>
    /// <param name="document">The answer as data; written with <c>--json</c>.</param>
    /// <param name="text">Writes it for people.</param>
    void Answer(object document, Action<TextWriter> text);

    /// <summary>Tells how the command ended. Nothing comes after it.</summary>
    void End(ExitCode code)
    {
    }
}
