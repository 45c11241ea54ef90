using System.Diagnostics;
using System.Globalization;
using Lockstep.Reporting;

namespace Lockstep.Backfill;

/// <summary>Tells, about once a second, how far a backfill has come.</summary>
internal sealed class BackfillProgress : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // How much the last second counts for the rate among those before.
    private const double Weight = 0.2;

    private static readonly NumberFormatInfo s_groups = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };

    private readonly BackfillWork _work;
    private readonly BackfillThrottle _throttle;
    private readonly Action<RunEvent> _report;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    private BackfillProgress(BackfillWork work, BackfillThrottle throttle, Action<RunEvent> report)
    {
        (_work, _throttle, _report) = (work, throttle, report);
        _loop = LoopAsync();
    }

    /// <summary>Begins to tell.</summary>
    public static BackfillProgress Start(BackfillWork work, BackfillThrottle throttle, Action<RunEvent> report) => new(work, throttle, report);

    /// <summary>A number as people read it: <c>1 204 000</c>.</summary>
    public static string Number(double number) => number.ToString("N", s_groups);

    /// <summary>Ends telling.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        var clock = Stopwatch.StartNew();
        var (seen, at, rate, pass) = (_work.Meter.Seen, clock.Elapsed, (double?)null, _work.Pass);
        try
        {
            while (true)
            {
                await Task.Delay(Every, _stop.Token).ConfigureAwait(false);
                var (now, time) = (_work.Meter.Seen, clock.Elapsed);
                var rest = _throttle.Reason ?? _work.Meter.Rest;
                // A pass that begins again, and rest, tell nothing of how quick the work is.
                if (pass == _work.Pass && rest is null)
                {
                    var latest = (now - seen) / (time - at).TotalSeconds;
                    rate = rate is { } before ? (Weight * latest) + ((1 - Weight) * before) : latest;
                }

                (seen, at, pass) = (now, time, _work.Pass);
                Tell(new(now, _work.Total, "rows")
                {
                    Rate = rate,
                    Left = rate > 0 && _work.Total is { } total ? Math.Max(0, total - now) / rate : null,
                    Paused = rest,
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The backfill has ended.
        }
    }

    private void Tell(RunProgress progress)
    {
        var total = progress.Total is { } all ? $" of about {Number(all)}" : "";
        var rate = progress.Rate is { } each ? $", {Number(each)} rows/s" : "";
        var left = progress.Left is { } seconds ? $", {Figures.Age(seconds)} left" : "";
        var again = _work.Pass > 1 ? string.Create(CultureInfo.InvariantCulture, $", pass {_work.Pass} for rows that came meanwhile") : "";
        var rest = progress.Paused is { } why ? $", resting: {why}" : "";
        _report(new("progress", $"backfill {_work.Table.Name}  {Number(progress.Done)}{total} rows{rate}{left}{again}{rest}") { Progress = progress });
    }
}
