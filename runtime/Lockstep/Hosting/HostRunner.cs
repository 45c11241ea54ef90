using System.CommandLine;
using System.Diagnostics;
using Lockstep.Embedded;
using Lockstep.Execution;
using Lockstep.Telemetry;

namespace Lockstep.Hosting;

/// <summary>Runs a command's body: gives it what it needs, and turns whatever goes wrong into one message and an exit code.</summary>
/// <param name="options">The options that all commands share.</param>
/// <param name="loadRegistry">Finds the project's migrations.</param>
internal sealed class HostRunner(SharedOptions options, Func<ParseResult, MigrationRegistry> loadRegistry)
{
    /// <summary>Runs the body.</summary>
    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(ParseResult arguments, Func<HostContext, Task<ExitCode>> body, CancellationToken cancellationToken)
    {
        var output = HostOutput.Of(arguments, options);
        var command = arguments.CommandResult.Command;
        using var span = command.Options.Contains(options.Log) ? RunTelemetry.Run(command.Name, Environment.GetEnvironmentVariable) : null;
        var code = await GuardAsync(new(arguments, options, loadRegistry, output) { Span = span }, Traced(body), cancellationToken).ConfigureAwait(false);
        span?.SetTag("lockstep.exit_code", (int)code);
        output.End(code);
        return (int)code;
    }

    /// <summary>The same body, whose failure the run's span tells.</summary>
    private static Func<HostContext, Task<ExitCode>> Traced(Func<HostContext, Task<ExitCode>> body) => async context =>
    {
        try
        {
            var code = await body(context).ConfigureAwait(false);
            if (code != ExitCode.Success) context.Span?.SetStatus(ActivityStatusCode.Error);
            return code;
        }
        catch (Exception failure)
        {
            TelemetrySpan.Fail(context.Span, failure);
            throw;
        }
    };

    private async Task<ExitCode> GuardAsync(HostContext context, Func<HostContext, Task<ExitCode>> body, CancellationToken cancellationToken)
    {
        var (arguments, output) = (context.Arguments, context.Output);
        try
        {
            return await body(context).ConfigureAwait(false);
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested && stopped is not LockstepException)
        {
            output.Error(new(ToolkitCode.Interrupted, "Stopped. What was committed stays, the step that was under way was rolled back or is cleared up by the next run.", ExitCode.Interrupted)
            {
                Next = "Run the same command again; it goes on where this one stopped.",
            });
            return ExitCode.Interrupted;
        }
        catch (LockstepException failure)
        {
            output.Error(failure);
            Explain(arguments, failure.InnerException);
            return failure.ExitCode;
        }
        catch (Exception failure) when (Failures.IsOfDatabase(failure))
        {
            var explained = Failures.Explain(failure);
            output.Error(explained);
            Explain(arguments, failure);
            return explained.ExitCode;
        }
        catch (EmbeddedPostgresException failure)
        {
            output.Error(ConnectedDatabase.Explain(failure));
            return ExitCode.NoConnection;
        }
        catch (Exception failure)
        {
            output.Error(new(ToolkitCode.Internal, $"Lockstep itself failed: {failure.GetType().Name}: {failure.Message}", ExitCode.Internal)
            {
                Next = "Run it again with --verbose and report what it prints, at https://github.com/lockstep-pg/lockstep/issues.",
            });
            Explain(arguments, failure);
            return ExitCode.Internal;
        }
    }

    private void Explain(ParseResult arguments, Exception? failure)
    {
        if (failure is not null && arguments.GetValue(options.Verbose)) arguments.InvocationConfiguration.Error.WriteLine(failure);
    }
}
