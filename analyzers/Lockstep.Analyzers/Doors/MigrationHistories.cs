using System.Runtime.CompilerServices;
using Lockstep.Model.Effects;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Analyzers.Doors;

/// <summary>A migration of a project, in its place among the others.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">What a message calls it.</param>
/// <param name="Deprecates">The columns and tables that it declares deprecated.</param>
/// <param name="Script">Lowers it; gives the same instance for as long as nothing that it came from has changed.</param>
internal sealed record ProjectMigration(
    long Version,
    string Name,
    IReadOnlyList<string> Deprecates,
    Func<CancellationToken, MigrationScript> Script);

/// <summary>
/// What comes before each migration of a project. The schema that a migration leaves is kept with what the migration does and with the schema that
/// it meets, from one compilation to the next, so that a change follows only the changed migration and those behind it again.
/// </summary>
internal sealed class MigrationHistories
{
    /// <summary>
    /// The schemas to which migrations have led, by the one that they met, as long as somebody has them: several, since each project begins with an empty one.
    /// </summary>
    private static readonly ConditionalWeakTable<DatabaseSchema, List<WeakReference<DatabaseSchema>>> Afters = new();

    private readonly ServerFacts _server;
    private readonly ProjectMigration[] _migrations;
    private readonly OtherMigration[] _deprecating;
    private readonly FollowedMigration[] _followed;
    private int _lowered;

    /// <summary>How many of the first migrations are followed.</summary>
    private int _ready;

    /// <summary>How many of the first migrations can be read whole.</summary>
    private int _legible = int.MaxValue;
    private RelationMakers? _makers;

    /// <summary>Of a project's migrations.</summary>
    /// <param name="migrations">The migrations, in any order.</param>
    /// <param name="server">The server that the project as a whole is for.</param>
    public MigrationHistories(IEnumerable<ProjectMigration> migrations, ServerFacts server)
    {
        _server = server;
        _migrations = [.. migrations.OrderBy(migration => migration.Version)];
        _followed = new FollowedMigration[_migrations.Length];
        _deprecating = [.. _migrations
            .Select((migration, position) => new OtherMigration(migration.Version, migration.Name, position, new(migration.Deprecates)))
            .Where(migration => !migration.Deprecates.IsEmpty)];
    }

    /// <summary>What comes before a version.</summary>
    public MigrationHistory Before(long version, CancellationToken cancellationToken)
    {
        var count = CountBefore(version);
        return new(SchemaAfter(count, cancellationToken), [.. _deprecating.Where(migration => migration.Version < version)]) 
        {
            Count = count,
            IsLegible = count <= _legible,
            PreviousVersion = count == 0 ? 0 : _migrations[count - 1].Version,
            MadeLater = relation => MadeLater(relation, version, cancellationToken),
            LockedEarlier = (relation, since) => EarlierLocks.Last(LastFirst(count), relation, since),
        };
    }

    /// <summary>The migration in the light of those before it.</summary>
    public MigrationReview Review(MigrationScript script, RuleOptions options, CancellationToken cancellationToken) =>
        Review(script, HistoryOf(script, cancellationToken), options);

    /// <summary>What the rules find in the migration, in the light of those before it.</summary>
    public IReadOnlyList<Finding> Findings(MigrationScript script, RuleOptions options, IReadOnlyList<Rule> rules, CancellationToken cancellationToken) =>
        JudgedMigration.Of(
            script,
            HistoryOf(script, cancellationToken),
            options,
            rules,
            history => RuleRunner.Run(rules, Review(script, history, options)));

    private MigrationHistory HistoryOf(MigrationScript script, CancellationToken cancellationToken) =>
        Before(script.Version > 0 ? script.Version : long.MaxValue, cancellationToken);

    private MigrationReview Review(MigrationScript script, MigrationHistory history, RuleOptions options) =>
        MigrationReview.Of(script, history, options, Up(script, history.Schema, options.Server));

    /// <summary>Follows Up, or finds that it has been followed from that schema. Effects are of one server; another's are worked out and not kept.</summary>
    private FollowedScript Up(MigrationScript script, DatabaseSchema before, ServerFacts server)
    {
        if (server != _server) return FollowedScript.Up(script, before, server);
        var work = MigrationWork.Of(script);
        // Of two threads one follows: the migrations behind it are kept with the very schema that it leaves.
        lock (work)
        {
            if (work.Up is not { } up || !ReferenceEquals(up.Before, before) || up.Server != server) work.Up = up = Settled(FollowedScript.Up(script, before, server));
            return up;
        }
    }

    /// <summary>
    /// The same with the very schema that it left before it was edited, if it leaves an equal one: who edits a comment, Down or a migration's
    /// data does not have those behind it followed and judged again.
    /// </summary>
    private static FollowedScript Settled(FollowedScript up)
    {
        var afters = Afters.GetOrCreateValue(up.Before);
        lock (afters)
        {
            afters.RemoveAll(static after => !after.TryGetTarget(out _));
            foreach (var after in afters)
            {
                if (after.TryGetTarget(out var known) && known.HoldsTheSameAs(up.After)) return up with { After = known };
            }

            afters.Add(new(up.After));
            return up;
        }
    }

    private OtherMigration? MadeLater(ObjectName relation, long version, CancellationToken cancellationToken)
    {
        lock (_followed) _makers ??= new(_migrations.Select((migration, position) =>
            (new OtherMigration(migration.Version, migration.Name, position, default), migration.Script(cancellationToken))));
        return _makers.Find(relation) is { } maker && maker.Version > version ? maker : null;
    }

    private int CountBefore(long version)
    {
        var (low, high) = (0, _migrations.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_migrations[middle].Version < version) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>
    /// The schema after the first migrations. Many threads ask at once. Lowering is most of the work, and each migration's stands alone: they share it.
    /// Then one after the other is followed, or found followed; a thread goes on as soon as those are that it waits for.
    /// </summary>
    private DatabaseSchema SchemaAfter(int count, CancellationToken cancellationToken)
    {
        for (var next = Volatile.Read(ref _lowered); next < count; next = Volatile.Read(ref _lowered))
        {
            if (Interlocked.CompareExchange(ref _lowered, next + 1, next) == next) _migrations[next].Script(cancellationToken);
        }

        while (Volatile.Read(ref _ready) < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_followed)
            {
                if (_ready < count) FollowNext(cancellationToken);
            }
        }

        return After(count);
    }

    private void FollowNext(CancellationToken cancellationToken)
    {
        var next = _migrations[_ready];
        var up = Up(next.Script(cancellationToken), After(_ready), _server);
        if (_legible == int.MaxValue && !Legibility.IsLegible(up.Statements)) _legible = _ready;
        _followed[_ready] = new(new(next.Version, next.Name, _ready, default), up);
        Volatile.Write(ref _ready, _ready + 1);
    }

    private DatabaseSchema After(int count) => count == 0 ? DatabaseSchema.Empty : _followed[count - 1].Up!.After;

    private IEnumerable<FollowedMigration> LastFirst(int count)
    {
        while (count > 0) yield return _followed[--count];
    }
}
