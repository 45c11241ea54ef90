using System.Diagnostics;

namespace Lockstep.Reporting;

/// <summary>Adds up what the migrations of a run took.</summary>
/// <param name="report">Told what happens; what passes through here is counted.</param>
internal sealed class RunSummary(Action<RunEvent> report)
{
    /// <summary>Which take long enough to be told of, in seconds.</summary>
    private const double Long = 10;

    private const int MostTold = 3;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<RunEvent> _done = [];

    /// <summary>Tells it, and notes what it took.</summary>
    public void Event(RunEvent happened)
    {
        if (happened.Event is "applied" or "rolled-back") _done.Add(happened);
        report(happened);
    }

    /// <summary>Tells which migrations took longest, where there is a choice, and what the run took.</summary>
    /// <param name="what">What was done, such as <c>3 applied</c>.</param>
    /// <param name="waitedForRunner">How long the run waited for other runners.</param>
    public void End(string what, TimeSpan waitedForRunner)
    {
        if (_done.Count > 1)
        {
            foreach (var slow in _done.Where(done => done.Seconds >= Long).OrderByDescending(done => done.Seconds).Take(MostTold))
            {
                report(slow with { Event = "slow", Text = $"{slow.Text}  {Took(slow.Seconds!.Value, slow.Rows ?? 0, slow.LockWaitSeconds ?? 0)}" });
            }
        }

        var (seconds, rows, wait) = (_clock.Elapsed.TotalSeconds, _done.Sum(done => done.Rows ?? 0), waitedForRunner.TotalSeconds + _done.Sum(done => done.LockWaitSeconds ?? 0));
        report(new("done", $"{what} in {Took(seconds, rows, wait)}") { Seconds = seconds, Rows = rows > 0 ? rows : null, LockWaitSeconds = wait > 0 ? wait : null });
    }

    // Below a hundredth of a second it is the time that asking takes.
    private static string Took(double seconds, long rows, double wait) =>
        Figures.Time(seconds) + (rows > 0 ? $" · {Figures.Count(rows)} {(rows == 1 ? "row" : "rows")}" : "") + (wait >= 0.01 ? $" · {Figures.Time(wait)} waiting for locks" : "");
}
