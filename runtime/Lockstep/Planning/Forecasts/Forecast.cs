using Lockstep.Model.Effects;
using Lockstep.Model.Rules;
using Lockstep.Model.Schema;

namespace Lockstep.Planning.Forecasts;

/// <summary>How dangerous a statement is for those who use the database meanwhile.</summary>
internal enum Risk
{
    /// <summary>Nobody's reads or writes wait.</summary>
    None,

    /// <summary>Some wait, for less than a second.</summary>
    Low,

    /// <summary>Some wait, for less than ten seconds.</summary>
    Medium,

    /// <summary>Some may wait for longer.</summary>
    High,

    /// <summary>It can't be told.</summary>
    Unknown,
}

/// <summary>What a statement will do to the database as it is.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Effects">What PostgreSQL does for it.</param>
/// <param name="Locks">Its locks on what is there before the run, which others may use.</param>
internal sealed record StatementForecast(PlannedStatement Statement, OperationEffects Effects, IReadOnlyList<RelationLock> Locks)
{
    /// <summary>How many bytes it reads or writes anew; null if nothing as a whole.</summary>
    public long? Bytes { get; init; }

    /// <summary>About how many rows that are; null if nothing as a whole, or if nobody has counted them yet.</summary>
    public long? Rows { get; init; }

    /// <summary>How long it takes; null if that can't be told.</summary>
    public Span? Takes { get; init; }

    /// <summary>How dangerous it is.</summary>
    public Risk Risk { get; init; }
}

/// <summary>What a migration will do.</summary>
/// <param name="Planned">The migration.</param>
/// <param name="Done">How many of its steps are done.</param>
/// <param name="Steps">The statements of each step, those that are done included.</param>
/// <param name="Findings">What the rules say of it, in the light of the database as it is.</param>
internal sealed record MigrationForecast(
    PlannedMigration Planned, int Done, IReadOnlyList<IReadOnlyList<StatementForecast>> Steps, IReadOnlyList<Finding> Findings);

/// <summary>What a run will do.</summary>
/// <param name="IsLive">Whether it starts from the database's own schema; if not, from what the migrations lead to.</param>
/// <param name="Migrations">Its migrations, in order.</param>
internal sealed record Forecast(bool IsLive, IReadOnlyList<MigrationForecast> Migrations)
{
    /// <summary>The statements that are still to be run.</summary>
    public IEnumerable<StatementForecast> Pending => Migrations.SelectMany(migration => migration.Steps.Skip(migration.Done)).SelectMany(step => step);

    /// <summary>The relations of the database that they lock, read or write, by name.</summary>
    public IReadOnlyList<ObjectName> Touched => [.. Pending.SelectMany(statement => statement.Locks).Select(held => held.Relation).Distinct().OrderBy(name => name)];

    /// <summary>The greatest risk of a statement.</summary>
    public Risk Risk => Pending.Select(statement => statement.Risk).DefaultIfEmpty(Risk.None).Max();
}
