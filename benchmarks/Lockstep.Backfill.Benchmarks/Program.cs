using System.Globalization;
using Lockstep.Backfill.Benchmarks;
using Lockstep.Embedded;

// A backfill, beside one UPDATE of the same rows: how quick it is, and what the server's other users feel of it.
//   dotnet run -c Release --project benchmarks/Lockstep.Backfill.Benchmarks -- [--rows 5000000] [--rounds 3] [--latency-rounds 3] [--workers 1] [--target MILLISECONDS] [--rate 100, 0 for as many as there can be] [--seconds 30] [--gently] [--waits]
const int LogMegabytes = 4096;
var rows = Number("--rows", 5_000_000);
var rounds = Number("--rounds", 3);
var latencyRounds = Number("--latency-rounds", 3);
var workers = (int)Number("--workers", 1);
var rate = (int)Number("--rate", 100);
TimeSpan? target = Number("--target", 0) is > 0 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
var seconds = Number("--seconds", 30);
var log = string.Create(CultureInfo.InvariantCulture, $"{LogMegabytes}MB");

await using var server = await EmbeddedPostgres.StartThrowawayAsync(new()
{
    Tcp = true,
    Durable = true,
    Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["shared_buffers"] = "1GB", ["max_wal_size"] = log, ["min_wal_size"] = log, ["checkpoint_timeout"] = "15min" },
});
var contestants = new Contestants(server, rows, args.Contains("--gently"));
await contestants.FillLogAsync(LogMegabytes);
await contestants.PrepareAsync();

Tell($"{rows} rows, fsync on, {Environment.ProcessorCount} processors; rate, alone on the server");
List<(double Backfill, double Update)> rates = [];
for (var round = 1; round <= rounds; round++)
{
    // In turns, so that what slows the machine down for a while slows both.
    await contestants.PrepareAsync();
    var update = rows / (await contestants.UpdateAsync()).TotalSeconds;
    await contestants.CheckAsync();
    await contestants.PrepareAsync();
    var backfill = rows / (await contestants.BackfillAsync(workers, target)).TotalSeconds;
    await contestants.CheckAsync();
    rates.Add((backfill, update));
    Tell($"round {round}: one UPDATE {update:0} rows/s, backfill {backfill:0} rows/s, ratio {backfill / update:0.00}");
}

if (rates.Count > 0) Tell($"median ratio of rates, backfill / one UPDATE: {Median(rates.Select(each => each.Backfill / each.Update)):0.00} (wanted: 0.80 or more)");

if (latencyRounds > 0)
{
    var pgbench = new Pgbench(contestants.Connection, rows, rate);
    await pgbench.PrepareAsync();
    if (rate > 0) Tell($"latency of pgbench at {rate} transactions a second, half of them on the table itself");
    else Tell($"latency of pgbench at as many transactions a second as it can, half of them on the table itself");
    List<(double Quiet, double Computing, double Backfill, double Update)> felt = [];
    for (var round = 1; round <= latencyRounds; round++)
    {
        var quiet = await WhileAsync("quiet", () => Task.Delay(TimeSpan.FromSeconds(seconds)));
        var computing = await WhileAsync("computing", () => contestants.ComputeAsync(TimeSpan.FromSeconds(seconds)));
        var during = await WhileAsync("backfill", async () => Rate(await contestants.BackfillAsync(workers, target)));
        await contestants.CheckAsync();
        var atOnce = await WhileAsync("one UPDATE", async () => Rate(await contestants.UpdateAsync()));
        await contestants.CheckAsync();
        felt.Add((quiet, computing, during, atOnce));
        Tell($"round {round}: p99 beside the backfill {during / quiet:0.00} times the quiet one, beside a session that only computes {computing / quiet:0.00} times, beside one UPDATE {atOnce / quiet:0} times");
    }

    Tell($"median of p99: quiet {Median(felt.Select(each => each.Quiet)):0.0} ms, beside a session that only computes {Median(felt.Select(each => each.Computing)):0.0} ms, beside the backfill {Median(felt.Select(each => each.Backfill)):0.0} ms, beside one UPDATE {Median(felt.Select(each => each.Update)):0.0} ms");
    Tell($"median ratio of p99, backfill / quiet: {Median(felt.Select(each => each.Backfill / each.Quiet)):0.00} (wanted: 2 or less)");

    void Rate(TimeSpan took) => Tell($"             {rows / took.TotalSeconds:0} rows/s");

    async Task<double> WhileAsync(string what, Func<Task> work)
    {
        await contestants.PrepareAsync();
        // The disk is still busy with what that has freed.
        await Task.Delay(TimeSpan.FromSeconds(10));
        using var stop = new CancellationTokenSource();
        var waits = args.Contains("--waits") ? new WaitSampler(contestants.Connection).RunAsync(stop.Token) : null;
        var latencies = await pgbench.RunAsync(work);
        await stop.CancelAsync();
        Tell($"{what,-12} {latencies.Length,6} transactions, p50 {At(latencies, 0.5):0.0} ms, p99 {At(latencies, 0.99):0.0} ms, longest {At(latencies, 1):0.0} ms");
        if (waits is not null) Tell($"             slow ones waited for {await waits}");
        return At(latencies, 0.99);
    }
}

static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

static double Median(IEnumerable<double> values) => At([.. values.Order()], 0.5);

static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

long Number(string name, long byDefault)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : byDefault;
}
