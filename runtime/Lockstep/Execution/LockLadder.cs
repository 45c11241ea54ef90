using Lockstep.Model.Effects;
using Lockstep.Model.Schema;
using Lockstep.Planning;

namespace Lockstep.Execution;

/// <summary>How long each statement of a transaction waits for its locks: the more queue behind it meanwhile, the shorter.</summary>
internal static class LockLadder
{
    /// <summary>
    /// Where writes, and perhaps reads, queue behind us. More than <c>deadlock_timeout</c>, 1 s: only after that does PostgreSQL send away an autovacuum
    /// that is in the way.
    /// </summary>
    public static TimeSpan Short { get; } = TimeSpan.FromSeconds(2);

    /// <summary>For rows, or locks that let others read and write.</summary>
    public static TimeSpan Middle { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Where only other schema changes and VACUUM queue behind us: <c>SHARE UPDATE EXCLUSIVE</c>.</summary>
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for each statement, in their order.</summary>
    /// <param name="statements">A transaction's statements.</param>
    /// <param name="serverVersion">The server's major version.</param>
    public static IReadOnlyList<TimeSpan> Of(IReadOnlyList<PlannedStatement> statements, int serverVersion)
    {
        // What is here was made by the transaction itself, so that nobody else can want it. What was there before is not known, nor need it be:
        // its name is enough for the lock.
        var made = DatabaseSchema.Empty;
        var server = new ServerFacts(Math.Clamp(serverVersion, 13, 18));
        var times = new TimeSpan[statements.Count];
        var holdsStrong = false;
        for (var i = 0; i < times.Length; i++)
        {
            var operation = statements[i].Operation;
            var effects = OperationEffects.Of(operation, made, server);
            LockMode? strongest = null;
            foreach (var each in effects.Locks)
            {
                if (made.Relations.Find(each.Relation) is null && (strongest is null || each.Mode > strongest)) strongest = each.Mode;
            }

            // What is held from here on keeps others waiting while later statements wait for their locks.
            holdsStrong |= strongest >= LockMode.Share || (strongest is null && !effects.Certain);
            times[i] = holdsStrong ? Short : strongest == LockMode.ShareUpdateExclusive ? Long : Middle;
            if (i < times.Length - 1) made = made.Apply(operation).Schema;
        }

        return times;
    }
}
