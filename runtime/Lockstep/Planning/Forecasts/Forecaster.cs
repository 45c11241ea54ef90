using Lockstep.Catalog;
using Lockstep.History;
using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Planning.Forecasts;

/// <summary>Works out what a run will do to a database, in two round trips. Changes nothing.</summary>
internal sealed class Forecaster
{
    /// <summary>What ANALYZE reads with the default statistics target: 30,000 blocks.</summary>
    private const long SampleBytes = 30_000 * 8_192L;

    private readonly DatabaseSchema _start;
    private readonly ServerFacts _server;

    private Forecaster(DatabaseSchema start, ServerFacts server) => (_start, _server) = (start, server);

    /// <summary>Works it out.</summary>
    /// <param name="connection">A connection that can read the catalog; see <see cref="Execution.Database.OpenForCatalogAsync"/>.</param>
    /// <param name="migrations">The project's migrations.</param>
    /// <param name="history">The history.</param>
    /// <param name="plan">What will be run, and how many steps of it are done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Forecast> OfAsync(
        NpgsqlConnection connection, MigrationSet migrations, IReadOnlyList<AppliedMigration>? history, IReadOnlyList<(PlannedMigration Planned, int Done)> plan, CancellationToken cancellationToken)
    {
        if (plan.Count == 0) return new(IsLive: true, []);
        var major = connection.PostgreSqlVersion.Major;
        var live = await LoadAsync(connection, cancellationToken).ConfigureAwait(false);
        var start = live ?? DatabaseSchema.Empty.ForServer(major).Apply(AppliedOperations.Of(migrations, history)).Schema;
        var forecaster = new Forecaster(start, new ServerFacts(major) { TimeZone = connection.Timezone });
        var followed = forecaster.Follow(plan);
        var names = followed.SelectMany(migration => migration.Steps).SelectMany(step => step).SelectMany(Relations).Distinct().OrderBy(name => name).ToList();
        var sizes = await RelationSizes.ReadAsync(connection, names, cancellationToken).ConfigureAwait(false);
        var judge = new LiveRules(migrations, sizes, major);
        return new(
            live is not null,
            [.. followed.Select(migration => new MigrationForecast(
                migration.Planned,
                migration.Done,
                [.. migration.Steps.Select((step, index) => forecaster.Weigh(step, migration.Planned.Steps[index].Transactional, sizes))],
                judge.Findings(migration.Planned, migration.Done, migration.Before)))]);
    }

    private sealed record Followed(PlannedMigration Planned, int Done, DatabaseSchema Before, IReadOnlyList<IReadOnlyList<StatementForecast>> Steps);

    /// <summary>The schema as it is; null if the role may not read all of it.</summary>
    private static async Task<DatabaseSchema?> LoadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await SchemaLoader.LoadAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }

    /// <summary>What each statement does to the schema that it meets.</summary>
    private List<Followed> Follow(IReadOnlyList<(PlannedMigration Planned, int Done)> plan)
    {
        var schema = _start;
        var followed = new List<Followed>(plan.Count);
        foreach (var (planned, done) in plan)
        {
            var before = schema;
            var steps = new List<IReadOnlyList<StatementForecast>>(planned.Steps.Count);
            foreach (var step in planned.Steps)
            {
                var statements = new List<StatementForecast>(step.Statements.Count);
                foreach (var statement in step.Statements)
                {
                    // The schema has the work of steps that are done already.
                    if (step.Number <= done) statements.Add(new(statement, new(), []));
                    else statements.Add(Of(statement, ref schema));
                }

                steps.Add(statements);
            }

            followed.Add(new(planned, done, before, steps));
        }

        return followed;
    }

    private StatementForecast Of(PlannedStatement statement, ref DatabaseSchema schema)
    {
        var effects = OperationEffects.Of(statement.Operation, schema, _server);
        schema = schema.Apply(statement.Operation).Schema;
        // What the run itself has made, nobody else uses yet.
        return new(statement, effects, [.. effects.Locks.Where(held => IsThere(held.Relation) || !effects.Certain)]);
    }

    private bool IsThere(ObjectName relation) => _start.Relations.Find(relation) is not null || _start.Types.Find(relation) is not null;

    private static IEnumerable<ObjectName> Relations(StatementForecast statement) =>
        statement.Locks.Select(held => held.Relation).Concat(statement.Effects.Scans).Concat(statement.Effects.Rewrites).Concat(statement.Effects.Rebuilds);

    /// <summary>How long each statement of a step takes, and who waits: a transaction keeps its locks to its end.</summary>
    private StatementForecast[] Weigh(IReadOnlyList<StatementForecast> statements, bool transactional, IReadOnlyDictionary<ObjectName, RelationSize> sizes)
    {
        var weighed = statements.Select(statement => Weigh(statement, sizes)).ToArray();
        Span? rest = new Span(0, 0);
        for (var i = weighed.Length - 1; i >= 0; i--)
        {
            var takes = weighed[i].Takes;
            rest = transactional ? rest + takes : takes;
            weighed[i] = weighed[i] with { Risk = RiskOf(weighed[i], rest) };
        }

        return weighed;
    }

    private Risk RiskOf(StatementForecast statement, Span? held)
    {
        if (!statement.Effects.Certain) return Risk.Unknown;
        // What is done concurrently locks an index only once nobody uses it any more.
        if (!statement.Locks.Any(held => held.Mode.BlocksWrites() && (statement.Effects.Transactional || _start.Relations.Find(held.Relation) is not TableIndex))) return Risk.None;
        return held switch
        {
            null => Risk.Unknown,
            { High: < 1 } => Risk.Low,
            { High: < 10 } => Risk.Medium,
            _ => Risk.High,
        };
    }

    private static StatementForecast Weigh(StatementForecast statement, IReadOnlyDictionary<ObjectName, RelationSize> sizes)
    {
        var effects = statement.Effects;
        if (!effects.Certain || statement.Statement.Operation.Parts().Any(DependsOnQuery)) return statement;
        var (bytes, rows, rowsKnown, takes) = (0L, 0L, true, new Span(0, 0));
        // TRUNCATE takes a new file for a table and leaves it empty.
        var rewrites = statement.Statement.Operation.Parts().Any(part => part is Truncate) ? [] : effects.Rewrites;
        foreach (var relation in rewrites)
        {
            if (Add(relation) is { } size) takes += WorkRates.Rewrite.For(size.Bytes) + WorkRates.Index.For(size.IndexBytes);
        }

        var (rates, times) = RatesOf(statement.Statement.Operation);
        foreach (var relation in effects.Scans.Except(effects.Rewrites))
        {
            if (Add(relation) is { } size) takes += rates.For(size.Bytes * times);
        }

        // Those of tables that are written anew are counted there.
        foreach (var index in effects.Rewrites.IsEmpty ? effects.Rebuilds : [])
        {
            if (sizes.TryGetValue(index, out var size)) takes += WorkRates.Index.For(size.Bytes);
        }

        takes += Maintenance(statement, sizes);
        var works = rewrites.Concat(effects.Scans).Any(sizes.ContainsKey);
        return statement with { Bytes = works ? bytes : null, Rows = works && rowsKnown ? rows : null, Takes = takes };

        RelationSize? Add(ObjectName relation)
        {
            // One that the run has made itself: how much will be in it is not known, and nobody waits for it.
            if (!sizes.TryGetValue(relation, out var size)) return null;
            bytes += size.Bytes;
            rows += size.Rows ?? 0;
            rowsKnown &= size.Rows is not null;
            return size;
        }
    }

    /// <summary>Whether it takes as long as a query of the user's does.</summary>
    private static bool DependsOnQuery(Operation part) => part is Query or CallProcedure or RefreshView or CreateTableAs;

    /// <summary>VACUUM goes through the table and its indexes, ANALYZE through a sample of the table.</summary>
    private static Span Maintenance(StatementForecast statement, IReadOnlyDictionary<ObjectName, RelationSize> sizes)
    {
        var vacuums = statement.Statement.Operation.Parts().Any(part => part is Vacuum);
        if (!statement.Effects.Rewrites.IsEmpty || (!vacuums && !statement.Statement.Operation.Parts().Any(part => part is Analyze))) return default;
        var takes = default(Span);
        foreach (var held in statement.Locks.Where(held => held.Mode == LockMode.ShareUpdateExclusive))
        {
            if (sizes.TryGetValue(held.Relation, out var size)) takes += WorkRates.Scan.For(vacuums ? size.Bytes + size.IndexBytes : Math.Min(size.Bytes, SampleBytes));
        }

        return takes;
    }

    private static (WorkRates Rates, int Times) RatesOf(Operation operation)
    {
        foreach (var part in operation.Parts())
        {
            if (part is CreateIndex create) return (WorkRates.Index, create.Concurrently ? 2 : 1);
            if (part is AddConstraint { Constraint: IndexConstraint }) return (WorkRates.Index, 1);
            if (part is UpdateRows or DeleteRows or MergeRows) return (WorkRates.Rows, 1);
        }

        return (WorkRates.Scan, 1);
    }
}
