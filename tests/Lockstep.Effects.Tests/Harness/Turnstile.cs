using Npgsql;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>
/// Shows the locks of a statement that makes transactions of its own, where nothing is left to see at its end. Others hold locks on
/// catalogs that it must write or read, so it stops each time, and what it holds then is looked up. There are two holders a catalog: before
/// one lets go, the other queues behind the statement, so that the statement cannot pass twice.
/// </summary>
internal sealed class Turnstile : IAsyncDisposable
{
    /// <summary>
    /// Each step ends with a change to pg_class or pg_index; the first step of a command on a partitioned table or index may end without
    /// one, after it read the partitions.
    /// </summary>
    private static readonly (string Name, string Mode)[] s_catalogs = [("pg_class", "SHARE"), ("pg_index", "SHARE"), ("pg_inherits", "ACCESS EXCLUSIVE")];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly NpgsqlConnection _observer;
    private readonly Dictionary<uint, Gate> _gates = [];

    private Turnstile(NpgsqlConnection observer) => _observer = observer;

    /// <summary>Closes all gates.</summary>
    /// <param name="connectionString">Of the database of the statement.</param>
    /// <param name="observer">A session in another database, whose snapshots nobody waits for.</param>
    /// <param name="cancellation">Ends the start.</param>
    internal static async Task<Turnstile> OpenAsync(string connectionString, NpgsqlConnection observer, CancellationToken cancellation)
    {
        var turnstile = new Turnstile(observer);
        foreach (var (catalog, mode) in s_catalogs)
        {
            var holder = await Sessions.OpenAsync(connectionString, cancellation);
            var spare = await Sessions.OpenAsync(connectionString, cancellation);
            await using var oid = new NpgsqlCommand($"SELECT '{catalog}'::regclass::oid", holder);
            var gate = new Gate(catalog, mode, holder, spare);
            turnstile._gates.Add((uint)(await oid.ExecuteScalarAsync(cancellation))!, gate);
            gate.Granted = gate.LockAsync(holder, cancellation);
            await gate.Granted;
        }

        return turnstile;
    }

    /// <summary>Runs one statement outside a transaction block.</summary>
    /// <returns>The strongest lock on each relation, and what the server said.</returns>
    internal async Task<(Dictionary<uint, string> Locks, IReadOnlyList<string> Work)> RunAsync(NpgsqlConnection session, string sql, CancellationToken cancellation)
    {
        var locks = new Dictionary<uint, string>();
        var run = session.RunAndListenAsync(sql, cancellation);
        var passed = TimeProvider.System.GetTimestamp();
        while (!run.IsCompleted)
        {
            var (waitsFor, held) = await LookAsync(session.ProcessID, cancellation);
            if (waitsFor is { } relation && _gates.TryGetValue(relation, out var gate))
            {
                foreach (var (oid, mode) in held)
                {
                    LockModes.Raise(locks, oid, mode);
                }

                await PassAsync(gate, cancellation);
                passed = TimeProvider.System.GetTimestamp();
            }
            else if (TimeProvider.System.GetElapsedTime(passed) > s_patience)
            {
                throw new TimeoutException($"The statement neither ends nor comes to the next catalog: {sql}");
            }
            else
            {
                await Task.WhenAny(run, Task.Delay(1, cancellation));
            }
        }

        return (locks, await run);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in _gates.Values)
        {
            await gate.Granted;
            await gate.Holder.DisposeAsync();
            await gate.Spare.DisposeAsync();
        }
    }

    private async Task PassAsync(Gate gate, CancellationToken cancellation)
    {
        await gate.Granted;
        var next = gate.LockAsync(gate.Spare, cancellation);
        while (!await WaitsAsync(gate.Spare.ProcessID, cancellation))
        {
            await Task.Yield();
        }

        await gate.Holder.RunAsync("COMMIT", cancellation);
        (gate.Holder, gate.Spare, gate.Granted) = (gate.Spare, gate.Holder, next);
    }

    private async Task<bool> WaitsAsync(int process, CancellationToken cancellation)
    {
        var (waitsFor, _) = await LookAsync(process, cancellation);
        return waitsFor is not null;
    }

    /// <summary>The relation that a session waits for, and the locks that it has.</summary>
    private async Task<(uint? WaitsFor, Dictionary<uint, string> Held)> LookAsync(int process, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT relation, mode, granted FROM pg_locks WHERE pid = $1 AND locktype = 'relation' AND database <> 0", _observer);
        command.Parameters.Add(new NpgsqlParameter { Value = process });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        uint? waitsFor = null;
        var held = new Dictionary<uint, string>();
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.GetBoolean(2))
            {
                LockModes.Raise(held, reader.GetFieldValue<uint>(0), reader.GetString(1));
            }
            else
            {
                waitsFor = reader.GetFieldValue<uint>(0);
            }
        }

        return (waitsFor, held);
    }

    private sealed class Gate(string catalog, string mode, NpgsqlConnection holder, NpgsqlConnection spare)
    {
        internal NpgsqlConnection Holder { get; set; } = holder;

        internal NpgsqlConnection Spare { get; set; } = spare;

        /// <summary>Ends when the holder has its lock.</summary>
        internal Task Granted { get; set; } = Task.CompletedTask;

        internal Task LockAsync(NpgsqlConnection session, CancellationToken cancellation)
            => session.RunAsync($"BEGIN; LOCK TABLE ONLY pg_catalog.{catalog} IN {mode} MODE", cancellation);
    }
}
