using Lockstep.Model.Operations;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>What a migration's SET does to the session: it lasts to the migration's end, no longer, and never reaches Lockstep's own statements.</summary>
internal static class SessionSettings
{
    private static readonly string[] s_ofTransaction = ["LOCAL", "TRANSACTION", "CONSTRAINTS"];

    /// <summary>
    /// Whether a migration may change the session. Its own SQL may, by a SET or in a function that it calls; the verbs only make and drop
    /// objects.
    /// </summary>
    public static bool MayChange(PlannedMigration planned)
    {
        foreach (var step in planned.Steps)
        {
            foreach (var statement in step.Statements)
            {
                if (statement.Operation is SqlText) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a migration may make the session forget what it has prepared (<c>DEALLOCATE</c>, <c>DISCARD</c>), as far as its text tells.</summary>
    public static bool MayForgetPrepared(PlannedMigration planned) => planned.Steps.Any(step => step.Statements.Any(static statement =>
        statement.Operation is SqlText text &&
        (text.Sql.Contains("DEALLOCATE", StringComparison.OrdinalIgnoreCase) || text.Sql.Contains("DISCARD", StringComparison.OrdinalIgnoreCase))));

    /// <summary>
    /// Makes the rest of a transaction run as who connected: a migration's SET ROLE may have no right to write the history. After the
    /// transaction, what the migration set holds again.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> OwnForTheRest() =>
        [new("SET LOCAL session_authorization TO DEFAULT"), new("SET LOCAL role TO DEFAULT")];

    /// <summary>Sets the session back to what it was at its start.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Reset() =>
        [new("RESET SESSION AUTHORIZATION"), new("RESET ROLE"), new("RESET ALL")];

    /// <summary>The SETs of steps that an earlier run has done: they went with its session, and the steps that follow count on them.</summary>
    public static IEnumerable<PlannedStatement> Of(IEnumerable<MigrationStep> steps) =>
        steps.SelectMany(step => step.Statements).Where(statement => statement.Operation is SqlText && LastsForSession(statement.Sql));

    private static bool LastsForSession(string sql)
    {
        var words = sql.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 &&
            (Is(words[0], "RESET") || (Is(words[0], "SET") && !Array.Exists(s_ofTransaction, word => Is(words[1], word))));
    }

    private static bool Is(string word, string expected) => string.Equals(word, expected, StringComparison.OrdinalIgnoreCase);
}
