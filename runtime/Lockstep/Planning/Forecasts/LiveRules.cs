using System.Reflection;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Planning.Forecasts;

/// <summary>
/// The rules, in the light of a database: of its schema and version, and of which tables hold so little that work on them takes no time. Those that need the
/// sources (what was deprecated, what is documented) have spoken in the build and are left out; so are those of design, which say the same of every database.
/// </summary>
/// <param name="migrations">The project's migrations.</param>
/// <param name="sizes">How large the tables are that are touched.</param>
/// <param name="server">The server's major version.</param>
internal sealed class LiveRules(MigrationSet migrations, IReadOnlyDictionary<ObjectName, RelationSize> sizes, int server)
{
    /// <summary>What is read in a tenth of a second at the slowest.</summary>
    private const long Small = 10_000_000;

    private static readonly Rule[] s_rules =
        [.. RuleSet.All.Where(rule => rule.Info is { OnByDefault: true, Category: not (RuleCategory.Authoring or RuleCategory.Compatibility or RuleCategory.Design) })];

    private readonly RuleOptions _options = new()
    {
        PostgresVersion = server,
        SmallTables = new(sizes.Where(size => size.Value.Bytes < Small).Select(size => $"{size.Key.Schema}.{size.Key.Name}").Order(StringComparer.Ordinal)),
    };

    /// <summary>What is to be said of what of a migration is still to be run.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="done">How many of its steps are done.</param>
    /// <param name="before">The schema that the rest meets.</param>
    public IReadOnlyList<Finding> Findings(PlannedMigration planned, int done, DatabaseSchema before)
    {
        if (planned.Direction == Direction.Down) return [];
        var operations = planned.Steps.Skip(done).SelectMany(step => step.Statements).Select(statement => statement.Operation);
        var script = new MigrationScript(planned.Migration.Name, MigrationOrigin.Of(planned.Migration), new EquatableArray<Operation>(operations), default)
        {
            Version = planned.Migration.Version,
            DownState = DownState.NotWanted,
            SingleTransaction = planned.Migration.SingleTransaction,
        };
        var history = new MigrationHistory(before, []) { IsComplete = true, Count = migrations.All.TakeWhile(migration => migration.Version < planned.Migration.Version).Count() };
        var silenced = Silenced(planned.Migration);
        return [.. RuleRunner.Run(s_rules, MigrationReview.Of(script, history, _options)).Where(finding => !silenced.Contains(finding.Rule.Id))];
    }

    /// <summary>The rules that the migration's class silences, with a reason. What comments in SQL silence is not in the assembly.</summary>
    private static HashSet<string> Silenced(MigrationDescriptor migration)
    {
        var type = migration.Create().GetType();
        return
        [
            .. type.GetCustomAttributes<SafeBecauseAttribute>()
                .Concat(type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(method => method.GetCustomAttributes<SafeBecauseAttribute>()))
                .Where(safe => !string.IsNullOrWhiteSpace(safe.Reason))
                .Select(safe => safe.Rule),
        ];
    }
}
