using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Effects.Tests.Harness;

/// <summary>What is claimed of a statement.</summary>
/// <param name="Effects">Put as an observation.</param>
internal sealed record Claim(Observation Effects)
{
    /// <summary>Relations that the statement's own transaction made: nobody else waits for them, and TRUNCATE empties them in place.</summary>
    internal required IReadOnlySet<string> Made { get; init; }

    /// <summary>Relations that got rows before the statement, beside those that have some in the catalogue's schema.</summary>
    internal required IReadOnlySet<string> Filled { get; init; }
}

/// <summary>The catalogue as the model sees it: the schema that each statement meets, and what is claimed of the statement.</summary>
internal static class ReplayedCatalogue
{
    /// <summary>What the sessions that observe have.</summary>
    private const string TimeZone = "UTC";

    private static readonly Lazy<DatabaseSchema> s_base = new(() => Replay(DatabaseSchema.Empty, Catalogue.SchemaSql));

    /// <summary>The schema that every statement meets.</summary>
    internal static DatabaseSchema Base => s_base.Value;

    /// <summary>What is claimed of a statement, put as an observation, so that the two can be compared.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="version">The server's major version.</param>
    internal static Claim Claim(CatalogueStatement statement, int version)
    {
        var schema = statement.Setup.Aggregate(Base, Replay);
        var filled = statement.Setup.Concat(statement.Before).SelectMany(Read).SelectMany(text => text.Meaning).OfType<InsertRows>().Select(insert => insert.Table).ToList();
        var server = new ServerFacts(version) { TimeZone = TimeZone };
        var beforeTransaction = schema;
        var held = new Dictionary<ObjectName, LockMode>();
        foreach (var before in statement.Before.SelectMany(Read))
        {
            foreach (var taken in OperationEffects.Of(before, schema, server).Locks)
            {
                held[taken.Relation] = held.TryGetValue(taken.Relation, out var mode) && mode > taken.Mode ? mode : taken.Mode;
            }

            foreach (var set in before.Meaning.OfType<SetSetting>().Where(set => set.Name == "timezone")) server = server with { TimeZone = set.Value.Trim('\'') };
            schema = schema.Apply(before).Schema;
        }

        // What the transaction itself made is nobody else's; and a renamed relation is still held.
        var made = schema.Relations.Select(relation => relation.Name).Where(name => beforeTransaction.Relations.Find(name) is null).ToList();
        foreach (var relation in made) held[relation] = LockMode.AccessExclusive;
        var effects = OperationEffects.Of(Assert.Single(Read(statement.Sql)), schema, server);
        return new(Put(effects, held))
        {
            Made = made.Select(Name).ToHashSet(StringComparer.Ordinal),
            Filled = filled.Select(name => schema.Find(name)).OfType<Relation>().Select(relation => Name(relation.Name)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The schema after some SQL; what can't be replayed is an error.</summary>
    internal static DatabaseSchema Replay(DatabaseSchema schema, string sql)
    {
        var replay = schema.Apply(Read(sql));
        var problems = replay.Problems.Where(problem => problem is { IsNote: false });
        Assert.Equal("", string.Join('\n', problems.Select(problem => problem.Message)));
        return replay.Schema;
    }

    private static IReadOnlyList<SqlText> Read(string sql) => SqlReader.Read(sql);

    private static Observation Put(OperationEffects effects, Dictionary<ObjectName, LockMode> held)
    {
        var locks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (relation, mode) in effects.Locks)
        {
            // What was held already says nothing about this statement.
            if (!held.TryGetValue(relation, out var already) || already < mode) locks.Add(Name(relation), mode.CatalogName());
        }

        return new Observation
        {
            Transactional = effects.Transactional,
            Locks = locks,
            Rewrites = Names(effects.Rewrites),
            Rebuilds = Names(effects.Rebuilds),
            Restarts = Names(effects.Restarts),
            Scans = Names(effects.Scans),
        };
    }

    private static string[] Names(IEnumerable<ObjectName> names) => [.. names.Select(Name).Order(StringComparer.Ordinal)];

    private static string Name(ObjectName name) => name.Schema + "." + name.Name;
}
