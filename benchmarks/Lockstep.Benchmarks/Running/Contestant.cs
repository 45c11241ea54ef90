namespace Lockstep.Benchmarks.Running;

/// <summary>Who takes part, and how it is started.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Apply">The command that applies all migrations to a database, given its name.</param>
/// <param name="HistoryCount">A query that counts the migrations it noted as applied.</param>
internal sealed record Contestant(string Name, Func<string, IReadOnlyList<string>> Apply, string HistoryCount)
{
    /// <summary>Whether a second run on the same database finds nothing to do (psql's script has no such thing).</summary>
    public bool Repeatable { get; init; } = true;

    /// <summary>The command that tells what is applied; null if it has none that is compared.</summary>
    public Func<string, IReadOnlyList<string>>? Status { get; init; }
}
