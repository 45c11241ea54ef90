using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>The timeouts of a step.</summary>
/// <param name="First">The <c>lock_timeout</c> that it begins with.</param>
/// <param name="Before">The <c>lock_timeout</c> to set before each statement; null where the one before it goes on.</param>
/// <param name="Statement">The <c>statement_timeout</c> to begin with; null to leave it.</param>
internal sealed record Timeouts(TimeSpan First, IReadOnlyList<TimeSpan?> Before, TimeSpan? Statement)
{
    /// <summary>The timeouts of a transaction.</summary>
    public static Timeouts Of(PlannedMigration planned, IReadOnlyList<PlannedStatement> statements, RunOptions options, int serverVersion)
    {
        var before = new TimeSpan?[statements.Count];
        var statement = options.StatementTimeout is { } limit && !Sets(planned, "statement_timeout") ? limit : (TimeSpan?)null;
        if (options.LockTimeout is { } fix) return new(fix, before, statement);
        var times = LockLadder.Of(statements, serverVersion);
        var first = times.Count > 0 ? times[0] : LockLadder.Middle;
        // A migration that sets it knows better, from there on.
        if (Sets(planned, "lock_timeout")) return new(LockLadder.Short, before, statement);
        for (var i = 1; i < times.Count; i++)
        {
            if (times[i] != times[i - 1]) before[i] = times[i];
        }

        return new(first, before, statement);
    }

    /// <summary>
    /// The SET for a statement outside of transactions. Waiting for old transactions is what CONCURRENTLY does, and a lock_timeout would leave an invalid
    /// index behind; VACUUM FULL and CLUSTER leave nothing, and wait for a lock that all others queue behind.
    /// </summary>
    public static string OutsideTransaction(PlannedStatement statement, RunOptions options)
    {
        var meaning = statement.Operation.AsOne();
        var locksAll = meaning is Cluster || (meaning is Vacuum vacuum && vacuum.Options.Any(option => option.Name == "full"));
        return Text("SET", "lock_timeout", locksAll ? options.LockTimeout ?? LockLadder.Short : TimeSpan.Zero);
    }

    /// <summary>Whether the migration sets it itself, as far as its text tells.</summary>
    public static bool Sets(PlannedMigration planned, string setting) =>
        planned.Steps.Any(step => step.Statements.Any(statement =>
            statement.Operation is SetSetting set ? set.Name == setting : statement.Operation is SqlText text && text.Sql.Contains(setting, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Sets a timeout to the transaction's end.</summary>
    public static NpgsqlBatchCommand Local(string setting, TimeSpan time) => new(Text("SET LOCAL", setting, time));

    /// <summary>Sets a timeout to the migration's end.</summary>
    public static NpgsqlBatchCommand Session(string setting, TimeSpan time) => new(Text("SET", setting, time));

    /// <summary>A time as settings have it, without a unit.</summary>
    public static string Milliseconds(TimeSpan time) => Math.Ceiling(time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string Text(string set, string setting, TimeSpan time) => $"{set} {setting} = {Milliseconds(time)}";
}
