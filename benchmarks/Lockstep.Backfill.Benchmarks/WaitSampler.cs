using System.Globalization;
using Npgsql;

namespace Lockstep.Backfill.Benchmarks;

/// <summary>Looks again and again at what pgbench's slow transactions wait for, and tells how often each was seen.</summary>
internal sealed class WaitSampler(string connection)
{
    private const string Look = """
        SELECT coalesce(wait_event_type || ' ' || wait_event, 'a processor'), count(*)
        FROM pg_stat_activity
        WHERE application_name = 'pgbench' AND state <> 'idle' AND clock_timestamp() - xact_start > interval '5 ms'
        GROUP BY 1
        """;

    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(3);

    /// <summary>Looks until it is stopped.</summary>
    /// <returns>What was waited for, the most frequent first.</returns>
    internal async Task<string> RunAsync(CancellationToken stop)
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(Look, session);
        await command.PrepareAsync(CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            await using (var reader = await command.ExecuteReaderAsync(CancellationToken.None))
            {
                while (await reader.ReadAsync(CancellationToken.None)) seen[reader.GetString(0)] = seen.GetValueOrDefault(reader.GetString(0)) + reader.GetInt64(1);
            }

            await Task.Delay(s_every, CancellationToken.None);
        }

        return string.Join(", ", seen.OrderByDescending(each => each.Value).Take(8).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Value}")));
    }
}
