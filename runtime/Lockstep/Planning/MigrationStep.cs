using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Planning;

/// <summary>A part of a migration that is committed as a whole: one transaction, or one statement that can't be in one, or backfills.</summary>
/// <param name="Number">Counted from 1 within the migration.</param>
/// <param name="Statements">What it runs, in order.</param>
/// <param name="Transactional">Whether it is a transaction.</param>
internal sealed record MigrationStep(int Number, IReadOnlyList<PlannedStatement> Statements, bool Transactional)
{
    /// <summary>Whether its statements are done in batches, all at the same time.</summary>
    public bool IsBackfill { get; } = !Transactional && Statements.All(statement => BackfillMark.BackfillOf(statement.Operation) is not null);

    /// <summary>
    /// Whether it may write rows, or run code that may do anything: false for one that only makes, alters and drops objects.
    /// </summary>
    public bool MayWriteRows { get; } = Statements.Any(static statement => StatementMayWriteRows(statement.Operation));

    /// <summary>Such as <c>backfill users, orders</c>; null if it is another step.</summary>
    public string? BackfilledTables => IsBackfill ? "backfill " + string.Join(", ", Statements.Select(statement => TableOf(BackfillMark.BackfillOf(statement.Operation)!))) : null;

    private static bool StatementMayWriteRows(Operation operation) => operation switch
    {
        SqlText { Kind: StatementKind.Block } or SqlText { Meaning.IsEmpty: true } or Query or InsertRows or UpdateRows or DeleteRows or MergeRows or CopyRows or CallProcedure or CreateTableAs => true,
        SqlText text => text.Meaning.Any(StatementMayWriteRows),
        _ => false,
    };

    private static string TableOf(DataStatement statement) => statement switch
    {
        UpdateRows update => update.Table.ToString(),
        DeleteRows delete => delete.Table.ToString(),
        _ => statement.Sql,
    };
}

/// <summary>A statement, ready to be sent.</summary>
/// <param name="Operation">What it does, and where it was written.</param>
/// <param name="Sql">Its text, without a semicolon.</param>
internal sealed record PlannedStatement(Operation Operation, string Sql);

/// <summary>A migration, ready to be run one way.</summary>
/// <param name="Migration">Which.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Steps">Its steps; empty if it only marks a place in the history.</param>
/// <param name="ScriptHash">SHA-256 of its statements, as lower-case hex: what the migration does, however its source is written.</param>
internal sealed record PlannedMigration(
    MigrationDescriptor Migration, Direction Direction, IReadOnlyList<MigrationStep> Steps, string ScriptHash)
{
    /// <summary>For a Down that takes back a migration of which not all was done: how many steps of Up were; null for one that takes back the whole.</summary>
    public int? UpStepsDone { get; init; }

    /// <summary>For such a Down: which of its statements it is, counted from 0; null for all.</summary>
    public IReadOnlyList<int>? Kept { get; init; }

    /// <summary>SHA-256 of the statements of the first steps, as lower-case hex.</summary>
    /// <param name="steps">How many steps.</param>
    public string HashOfFirst(int steps) => ScriptHashing.Of(Steps.Take(steps).SelectMany(step => step.Statements));
}
