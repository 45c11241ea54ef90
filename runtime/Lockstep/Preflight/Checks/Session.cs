using System.Globalization;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>A session that is in a transaction.</summary>
/// <param name="Pid">Its backend.</param>
/// <param name="Role">Its role; null for a background worker.</param>
/// <param name="Application">What it calls itself.</param>
/// <param name="State">What it is at; null if that is hidden.</param>
/// <param name="Age">How long its transaction has been open, in seconds; null if that is hidden.</param>
/// <param name="Query">Its latest statement.</param>
internal sealed record Session(int Pid, string? Role, string? Application, string? State, double? Age, string? Query)
{
    /// <summary>Whether it is an autovacuum that does not let itself be cancelled by who waits for it.</summary>
    public bool PreventsWraparound => Query?.Contains("(to prevent wraparound)", StringComparison.Ordinal) == true;

    /// <summary>What to do about it.</summary>
    public string Next => string.Create(CultureInfo.InvariantCulture, $"Let it end, or end it: SELECT pg_terminate_backend({Pid}).");

    /// <summary>Reads columns pid, role, application, state, age and query.</summary>
    /// <returns>Null if the session is gone.</returns>
    public static Session? Of(NpgsqlDataReader row, int first)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        return row.IsDBNull(first)
            ? null
            : new(row.GetInt32(first), Text(first + 1), Text(first + 2), Text(first + 3), row.IsDBNull(first + 4) ? null : row.GetDouble(first + 4), Text(first + 5));
    }

    /// <inheritdoc />
    public override string ToString()
    {
        List<string> facts = [$"role {Role ?? "not known"}"];
        if (!string.IsNullOrEmpty(Application)) facts.Add($"application {Application}");
        if (State is { } state && state != "active") facts.Add(state);
        var age = Age is { } seconds ? Figures.Age(seconds) : "age not known";
        var query = string.IsNullOrEmpty(Query) || State is null ? "" : ": " + StatementWords.Query(Query);
        return string.Create(CultureInfo.InvariantCulture, $"pid {Pid} ({string.Join(", ", facts)}, {age}{query})");
    }
}
