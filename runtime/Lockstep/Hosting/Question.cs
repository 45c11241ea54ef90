namespace Lockstep.Hosting;

/// <summary>Asks the person at the keyboard.</summary>
internal static class Question
{
    /// <summary>Asks for a yes. The question goes to standard error: standard output may be read by a program.</summary>
    /// <param name="question">What is to be done, without a question mark.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <exception cref="LockstepException">Nobody is there to ask.</exception>
    public static async Task<bool> IsAnsweredYesAsync(string question, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected)
        {
            throw new LockstepException(ToolkitCode.Unconfirmed, $"{question}: that needs a yes, and nobody is there to ask.", ExitCode.Usage)
            {
                Next = "Run it with --yes.",
            };
        }

        await Console.Error.WriteAsync($"{question}? [y/N] ").ConfigureAwait(false);
        // Reading a line can't be cancelled, but it need not be waited for.
        var answer = await Task.Run(Console.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
