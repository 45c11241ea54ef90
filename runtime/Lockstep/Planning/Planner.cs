using Lockstep.Authoring;
using Lockstep.Backfill;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Reporting;

namespace Lockstep.Planning;

/// <summary>Turns migrations into steps. Touches no database.</summary>
internal static class Planner
{
    /// <summary>Plans one migration, one way.</summary>
    /// <exception cref="LockstepException">
    /// A verb is used wrongly, a statement can't be run, or going down was asked of a migration that has no Down.
    /// </exception>
    public static PlannedMigration Plan(MigrationDescriptor migration, Direction direction)
    {
        var recorded = Record(migration, direction);
        if (!recorded.Declared) throw NoDown(migration);
        var statements = new List<PlannedStatement>(recorded.Operations.Count);
        foreach (var operation in recorded.Operations)
        {
            Refuse(migration, operation);
            statements.Add(new(operation, SqlWriter.Write(operation)));
        }

        return new(migration, direction, Steps(migration, statements), ScriptHashing.Of(statements));
    }

    /// <summary>Whether the migration has a Down of its own.</summary>
    public static bool HasDown(MigrationDescriptor migration) => Record(migration, Direction.Down).Declared;

    /// <summary>Calls the migration's method.</summary>
    private static RecordedOperations Record(MigrationDescriptor migration, Direction direction)
    {
        try
        {
            return migration.Create().Record(direction);
        }
        catch (AuthoringException wrong)
        {
            throw new LockstepException(ToolkitCode.Authoring, $"{direction} of {migration.Version}: {wrong.Message}", ExitCode.Usage)
            {
                Origin = wrong.Origin,
            };
        }
        catch (Exception wrong) when (wrong is not (OutOfMemoryException or OperationCanceledException or LockstepException))
        {
            // The user's own code threw: NotSupportedException from a Down, say.
            throw new LockstepException(
                ToolkitCode.Authoring,
                $"{direction} of {migration.Version} ({migration.Name}) threw {wrong.GetType().Name}: {wrong.Message}",
                ExitCode.Usage,
                wrong)
            {
                Origin = MigrationOrigin.Of(migration),
                Next = "Up and Down only note what to do; they must not throw. If a migration can't be taken back, leave Down out and say why with [SafeBecause(\"LS1001\", …)].",
            };
        }
    }

    private static void Refuse(MigrationDescriptor migration, Operation operation)
    {
        var problem = operation switch
        {
            SqlText { Kind: StatementKind.Begin or StatementKind.EndTransaction } text =>
                ($"'{StatementWords.FirstLine(text.Sql)}' can't be run: Lockstep makes the transactions, so that a step and its history row are committed together.",
                 "Take it out. What can't be in a transaction becomes a step of its own; [Migration(…, SingleTransaction = true)] wants all in one."),
            SqlText { Kind: StatementKind.CopyFromStdin } =>
                ("COPY … FROM STDIN can't be run: a migration has no rows to send.", "Use INSERT, or COPY from a file on the server."),
            CreateIndex { Concurrently: true, Name: null } or SqlText { Meaning: [CreateIndex { Concurrently: true, Name: null }] } =>
                ($"'{StatementWords.FirstLine(SqlWriter.Write(operation))}' has no name for the index, so a run that was cut off could not find again what it left.",
                 "Give the index a name."),
            SqlText { MarkProblem: { } mark } => (char.ToUpperInvariant(mark[0]) + mark[1..] + ".", "Correct the mark."),
            _ when BackfillMark.BackfillOf(operation) is not null && BackfillStatement.Read(operation, out var refused) is null => refused,
            { StartsStep: true } when migration.SingleTransaction =>
                ($"a step begins with '{StatementWords.FirstLine(SqlWriter.Write(operation))}', but the migration wants all in one transaction.",
                 "Take SingleTransaction out of the [Migration] attribute, or what begins the step: NewStep(), a verb in -Safely, or '-- step'."),
            { Transactional: false } when migration.SingleTransaction =>
                ($"'{StatementWords.FirstLine(SqlWriter.Write(operation))}' can't be in a transaction, but the migration wants all in one.",
                 "Take SingleTransaction out of the [Migration] attribute."),
            _ => ((string, string)?)null,
        };
        if (problem is not var (what, next)) return;
        var code = operation.StartsStep && migration.SingleTransaction ? ToolkitCode.Authoring : ToolkitCode.Statement;
        throw new LockstepException(code, $"{migration.Version} ({migration.Name}): {what}", ExitCode.Usage)
        {
            Origin = operation.Origin,
            Next = next,
        };
    }

    /// <summary>Puts statements into steps.</summary>
    public static IReadOnlyList<MigrationStep> Steps(MigrationDescriptor migration, IReadOnlyList<PlannedStatement> statements)
    {
        var steps = new List<MigrationStep>();
        var transaction = new List<PlannedStatement>();
        foreach (var statement in statements)
        {
            if (statement.Operation.Transactional || migration.SingleTransaction)
            {
                if (statement.Operation.StartsStep) Close();
                transaction.Add(statement);
                continue;
            }

            Close();
            if (BackfillMark.BackfillOf(statement.Operation) is { Backfill.Alongside: true })
            {
                if (statement.Operation.StartsStep || steps is not [.., { IsBackfill: true } before] || before.Statements.Any(other => TableOf(other) == TableOf(statement))) throw NothingAlongside(migration, statement);
                steps[^1] = new(before.Number, [.. before.Statements, statement], Transactional: false);
                continue;
            }

            steps.Add(new(steps.Count + 1, [statement], Transactional: false));
        }

        Close();
        return steps;

        void Close()
        {
            if (transaction.Count == 0) return;
            steps.Add(new(steps.Count + 1, transaction, Transactional: true));
            transaction = [];
        }
    }

    private static string TableOf(PlannedStatement statement) => BackfillStatement.Read(statement.Operation, out _)!.Table.ToSql();

    private static LockstepException NothingAlongside(MigrationDescriptor migration, PlannedStatement statement) =>
        new(ToolkitCode.Authoring, $"{migration.Version} ({migration.Name}): the backfill of {TableOf(statement)} is to run alongside the one before it, and what stands before it is no backfill of another table.", ExitCode.Usage)
        {
            Origin = statement.Operation.Origin,
            Next = "Put it right behind a backfill of another table, or leave out Alongside.",
        };

    private static LockstepException NoDown(MigrationDescriptor migration) =>
        new(ToolkitCode.DownFails, $"{migration.Version} ({migration.Name}) has no Down, so it can't be rolled back.", ExitCode.Usage)
        {
            Origin = MigrationOrigin.Of(migration),
            Next = "Write its Down, or restore a backup that is older than the migration.",
        };
}
