using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Npgsql;

namespace Lockstep.Planning.Approval;

/// <summary>Compares an approved plan with what would run now, and where.</summary>
/// <param name="file">The plan.</param>
/// <param name="migrations">The project's migrations.</param>
/// <param name="database">The database.</param>
internal sealed class PlanCheck(PlanFile file, MigrationSet migrations, Database database)
{
    private const int ObjectsTold = 20;

    private readonly PlanContent _plan = file.Content;

    /// <summary>What differs, a line each; empty if what was approved is what would run.</summary>
    /// <param name="connection">The session for the work.</param>
    /// <param name="history">The history.</param>
    /// <param name="pending">The versions that would be run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> DifferencesAsync(
        NpgsqlConnection connection, IReadOnlyList<AppliedMigration>? history, IReadOnlyCollection<long> pending, CancellationToken cancellationToken)
    {
        var state = await DatabaseState.ReadAsync(database, connection, cancellationToken).ConfigureAwait(false);
        var lines = new List<string>(Target(state.Target));
        // On another database everything else differs too, and says nothing.
        if (lines.Count > 0) return lines;

        var rows = (history ?? []).ToDictionary(row => row.Version);
        var begun = new List<(Hosting.PlannedMigrationDocument Migration, int Steps)>();
        foreach (var migration in _plan.Plan.Migrations) lines.AddRange(Compare(migration, rows.GetValueOrDefault(migration.Version), begun));
        var planned = _plan.Plan.Migrations.Select(migration => migration.Version).ToHashSet();
        lines.AddRange(pending.Where(version => !planned.Contains(version)).Select(version => $"{Named(version)} is pending and not in the plan"));
        if (DatabaseState.HistoryFingerprint(history, planned) != _plan.HistoryFingerprint) lines.Add("other migrations than the plan's were applied, taken back or marked since (lockstep history and lockstep audit tell)");
        if (begun.Count > 0) lines.AddRange(await ByOthersAsync(connection, begun, cancellationToken).ConfigureAwait(false));
        lines.AddRange(Schema(state, begun));
        return lines;
    }

    private IEnumerable<string> Target(PlanTarget now)
    {
        var then = _plan.Target;
        if (then.Database != now.Database) yield return $"the database is {now.Database}, and the plan is for {then.Database}";
        // A name may lead to another server, and one server may have several names; its number is its own, and its replicas'.
        if (then.SystemIdentifier is { } known && now.SystemIdentifier is { } identifier)
        {
            if (known != identifier) yield return $"the server {now.Server} is another one than that of the plan ({then.Server}): system identifier {identifier}, not {known}";
        }
        else if (then.Server != now.Server)
        {
            yield return $"the server is {now.Server}, and the plan is for {then.Server}";
        }

        if (Major(then) != Major(now)) yield return $"the server is PostgreSQL {now.PostgresVersion}, and was {then.PostgresVersion}";
        if (then.Role != now.Role) yield return $"the role is {now.Role}, and the plan is for {then.Role}";
    }

    private static string Major(PlanTarget target) => target.PostgresVersion.Split('.')[0];

    private IEnumerable<string> Compare(Hosting.PlannedMigrationDocument approved, AppliedMigration? row, List<(Hosting.PlannedMigrationDocument Migration, int Steps)> begun)
    {
        var name = $"{approved.Version} ({approved.Name})";
        if (migrations.Find(approved.Version) is not { } migration)
        {
            yield return $"{name} is in the plan and not in the project";
            yield break;
        }

        if (Planner.Plan(migration, Direction.Up).ScriptHash != approved.ScriptHash) yield return $"{name} was changed: its statements are others than those that were approved";
        var done = row?.State switch
        {
            null => 0,
            MigrationState.Applied => approved.Steps.Count,
            MigrationState.Applying => row.Step,
            _ => -1,
        };
        if (done < 0) yield return $"{name} is {(row!.State == MigrationState.Skipped ? "skipped" : "half rolled back")} now";
        else if (done < approved.StepsDone) yield return string.Create(CultureInfo.InvariantCulture, $"{name} was at step {approved.StepsDone} of {approved.Steps.Count}, and is at {done} now");
        else if (row is not null && (done > approved.StepsDone || (row.State == MigrationState.Applied && approved.Steps.Count == 0))) begun.Add((approved, done));
        if (row is not null && done > 0 && row.ScriptHash != approved.ScriptHash && row.State == MigrationState.Applied) yield return $"{name} was applied with other statements than those that were approved";
    }

    /// <summary>Steps that were done since: by a run of this plan that was cut off, or by somebody else?</summary>
    private async Task<IEnumerable<string>> ByOthersAsync(
        NpgsqlConnection connection, List<(Hosting.PlannedMigrationDocument Migration, int Steps)> begun, CancellationToken cancellationToken)
    {
        var ours = new HashSet<(long, int)>();
        await using var command = new NpgsqlCommand("SELECT version, coalesce(step, 0) FROM lockstep.audit WHERE action = 'up' AND outcome = 'done' AND reason = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = Reason(file) } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) ours.Add((reader.GetInt64(0), reader.GetInt32(1)));
        return begun
            .Where(each => !Enumerable.Range(each.Migration.StepsDone + 1, each.Steps - each.Migration.StepsDone).All(step => ours.Contains((each.Migration.Version, step))))
            .Select(each => $"{each.Migration.Version} ({each.Migration.Name}) was run since, and not by this plan");
    }

    /// <summary>What the audit says of a run by a plan.</summary>
    public static string Reason(PlanFile file) => "plan " + file.Sha256;

    /// <summary>What differs in the schema, but for what the plan's own steps have changed already.</summary>
    private List<string> Schema(DatabaseState state, List<(Hosting.PlannedMigrationDocument Migration, int Steps)> begun)
    {
        var lines = new List<string>();
        if (begun.Count == 0 && state.Fingerprint() == _plan.CatalogFingerprint) return lines;
        var done = begun.SelectMany(each => each.Migration.Steps.Take(each.Steps).Skip(each.Migration.StepsDone)).SelectMany(step => step.Statements).ToList();
        if (done.Exists(statement => statement.Certain is false)) return lines;
        var changed = Relations(done).Select(DatabaseState.Written).ToList();
        var now = state.Of(Relations(_plan.Plan.Migrations.SelectMany(migration => migration.Steps).SelectMany(step => step.Statements)));
        foreach (var name in _plan.Touched.Keys.Union(now.Keys).Where(name => !changed.Exists(relation => DatabaseState.Concerns(name, relation))).Order(StringComparer.Ordinal))
        {
            var (then, nowIs) = (_plan.Touched.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (then == nowIs) continue;
            lines.Add(then is null ? $"{name} is new" : nowIs is null ? $"{name} is gone" : $"{name} is not what it was");
        }

        if (lines.Count > ObjectsTold)
        {
            var more = lines.Count - ObjectsTold;
            lines.RemoveRange(ObjectsTold, more);
            lines.Add($"{more} more objects of the tables that the plan touches");
        }

        if (lines.Count == 0 && begun.Count == 0) lines.Add($"the schema was changed elsewhere than in what the plan touches: its fingerprint is {state.Fingerprint()[..12]}…, and was {_plan.CatalogFingerprint[..12]}…");
        return lines;
    }

    private static IEnumerable<Model.Schema.ObjectName> Relations(IEnumerable<Hosting.StatementDocument> statements) =>
        statements.SelectMany(statement => statement.Locks?.Keys ?? []).Distinct(StringComparer.Ordinal).Select(Parsed);

    /// <summary>A relation's name as plans write it. A dot in a schema's name is not told from the one behind it, which only makes the comparison miss.</summary>
    private static Model.Schema.ObjectName Parsed(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? new(name[..dot], name[(dot + 1)..]) : new("public", name);

    private string Named(long version) => migrations.Find(version) is { } migration ? $"{version} ({migration.Name})" : version.ToString(CultureInfo.InvariantCulture);
}
