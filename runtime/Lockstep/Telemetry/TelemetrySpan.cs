using System.Diagnostics;
using Npgsql;

namespace Lockstep.Telemetry;

/// <summary>Work that is measured, and traced where somebody listens.</summary>
/// <param name="activity">Its span; null where nobody listens.</param>
/// <param name="measure">Told, when it ends, how many seconds it took and what it failed of.</param>
internal sealed class TelemetrySpan(Activity? activity, Action<double, Exception?> measure) : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _ended;

    /// <summary>The span.</summary>
    public Activity? Activity => activity;

    /// <summary>Notes that the work was done.</summary>
    public void Done() => End(error: null);

    /// <summary>Notes that it failed. To stand in an exception filter: nothing is caught.</summary>
    /// <returns>False.</returns>
    public bool Failed(Exception error)
    {
        Fail(activity, error);
        End(error);
        return false;
    }

    /// <summary>Ends the span.</summary>
    public void Dispose() => activity?.Dispose();

    /// <summary>Notes on a span that its work failed, and of what.</summary>
    public static void Fail(Activity? span, Exception error)
    {
        if (span is null) return;
        span.SetTag("error.type", Kind(error));
        if (Refusal(error) is { SqlState: var state }) span.SetTag("db.response.status_code", state);
        // A message may quote a row; what is shown to people of it may not.
        span.SetStatus(ActivityStatusCode.Error, error is LockstepException ? error.Message : null);
    }

    /// <summary>What kind of failure it is: Lockstep's code, PostgreSQL's, or the exception's name.</summary>
    public static string Kind(Exception error) => error switch
    {
        LockstepException { Code: var code } => code,
        OperationCanceledException => ToolkitCode.Interrupted,
        _ => Refusal(error)?.SqlState ?? error.GetType().FullName!,
    };

    private static PostgresException? Refusal(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is PostgresException refused) return refused;
        }

        return null;
    }

    private void End(Exception? error)
    {
        if (_ended) return;
        _ended = true;
        measure(Stopwatch.GetElapsedTime(_start).TotalSeconds, error);
    }
}
