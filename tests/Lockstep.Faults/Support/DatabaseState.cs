using Lockstep.Planning;
using Lockstep.Tests.Support;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Faults.Support;

/// <summary>What runs leave in a database: its schema, every row of every table, and the history.</summary>
internal sealed record DatabaseState(CatalogSnapshot Schema, string Data, string History, IReadOnlyList<string> Problems)
{
    private const string HistoryQuery = "SELECT concat_ws(' ', version, state, step || '/' || steps, begun, script_hash, done_hash, applied_at IS NOT NULL) FROM lockstep.history ORDER BY version";

    internal static async Task<DatabaseState> TakeAsync(TestDatabase database, MigrationSet migrations)
    {
        await using var connection = await database.OpenAsync();
        var data = "";
        foreach (var table in (await database.TablesAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await using var rows = new NpgsqlCommand($"SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM ONLY {table} t", connection);
            data += $"{table}:\n{await rows.ExecuteScalarAsync(TestDatabase.Cancellation)}\n";
        }

        var verified = await Verifier.VerifyAsync(connection, migrations, TestDatabase.Cancellation);
        return new(
            await CatalogSnapshot.TakeAsync(connection, TestDatabase.Cancellation),
            data,
            await database.LinesAsync(HistoryQuery),
            [.. verified.Problems.Select(problem => problem.Text)]);
    }

    /// <summary>What is not as it should be, a line each.</summary>
    internal IEnumerable<string> DifferencesTo(DatabaseState other)
    {
        foreach (var difference in CatalogSnapshot.Differences(other.Schema, Schema)) yield return difference;
        if (Data != other.Data) yield return $"data differ:\n{Data}instead of\n{other.Data}";
        if (History != other.History) yield return $"history differs:\n{History}\ninstead of\n{other.History}";
        foreach (var problem in Problems.Except(other.Problems, StringComparer.Ordinal)) yield return problem;
    }
}
