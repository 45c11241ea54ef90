using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Effects;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Effects.Tests;

/// <summary>What holds of the effects of any statement; those of the catalogue are the sample.</summary>
public sealed class EffectsPropertyTests
{
    public static TheoryData<int> Versions => [13, 14, 15, 16, 17, 18];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Each_relation_is_there_is_named_once_and_in_order(int version) => ForAll(version, (effects, before) =>
    {
        List<ObjectName>[] lists = [[.. effects.Locks.Select(taken => taken.Relation)], [.. effects.Rewrites], [.. effects.Rebuilds], [.. effects.Restarts], [.. effects.Scans]];
        if (lists.Any(names => !names.SequenceEqual(names.Distinct().Order()))) return "a list is out of order";
        var missing = lists.SelectMany(names => names).FirstOrDefault(name => before.Relations.Find(name) is null && before.Types.Find(name) is not CompositeType);
        return effects.Certain && missing is not null ? $"{missing} is not there" : null;
    });

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_gets_a_new_file_or_is_read_is_locked_and_a_new_file_strongly(int version) => ForAll(version, (effects, _) =>
    {
        var locks = effects.Locks.ToDictionary(taken => taken.Relation, taken => taken.Mode);
        var free = effects.Rewrites.Concat(effects.Rebuilds).Concat(effects.Restarts).Concat(effects.Scans).FirstOrDefault(name => !locks.ContainsKey(name));
        if (free is not null) return $"{free} is not locked";
        // What is built concurrently takes the place of the old one only under SHARE UPDATE EXCLUSIVE; sequences have SHARE ROW EXCLUSIVE.
        var weak = effects.Rewrites.FirstOrDefault(name => locks[name] < LockMode.Exclusive);
        return weak is null ? null : $"{weak} is written anew under {locks[weak]}";
    });

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_reason_is_one_line(int version) => ForAll(version, (effects, _) =>
        effects.Why.Length == 0 ? "no reason"
        : effects.Why.Contains('\n', StringComparison.Ordinal) ? "the reason has several lines"
        : effects.Why.Contains("()()", StringComparison.Ordinal) || effects.Why.Contains("\"\"", StringComparison.Ordinal) ? $"the reason is odd: {effects.Why}"
        : null);

    [Theory]
    [MemberData(nameof(Versions))]
    public void Nothing_is_certain_of_a_relation_that_the_schema_does_not_hold(int version)
    {
        var wrong = new List<string>();
        foreach (var statement in Catalogue.Statements)
        {
            var effects = OperationEffects.Of(Read(statement.Sql), DatabaseSchema.Empty, new(version));
            if (effects.Certain && effects.Locks.Count > 0) wrong.Add(statement.ToString());
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_same_in_another_schema_has_the_same_effects_there(int version)
    {
        var moved = ReplayedCatalogue.Replay(DatabaseSchema.Empty, "CREATE SCHEMA elsewhere; SET search_path = elsewhere; " + Catalogue.SchemaSql);
        var wrong = new List<string>();
        foreach (var statement in Catalogue.Statements.Where(statement => statement.Versions.Has(version) && statement.Fails?.Has(version) is not true && !NamesSchema(statement.Key)))
        {
            var (here, there) = (After(ReplayedCatalogue.Base, statement), After(moved, statement));
            var (one, other) = (OperationEffects.Of(Read(statement.Sql), here, new(version) { TimeZone = "UTC" }), OperationEffects.Of(Read(statement.Sql), there, new(version) { TimeZone = "UTC" }));
            if (Moved(one) != Moved(other)) wrong.Add($"{statement}\n  {Moved(one)}\n  {Moved(other)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool NamesSchema(string sql) => sql.Contains("public", StringComparison.Ordinal) || sql.Contains("SCHEMA", StringComparison.Ordinal);

    /// <summary>The effects as text, wherever the relations are.</summary>
    private static string Moved(OperationEffects effects)
    {
        static string Name(ObjectName name) => (name.Schema is "public" or "elsewhere" ? "" : name.Schema + ".") + name.Name;
        static string Names(IEnumerable<ObjectName> names) => string.Join(' ', names.Select(Name).Order(StringComparer.Ordinal));
        var locks = effects.Locks.Select(taken => Name(taken.Relation) + ":" + taken.Mode).Order(StringComparer.Ordinal);
        return $"{string.Join(' ', locks)} | {Names(effects.Rewrites)} | {Names(effects.Rebuilds)} | {Names(effects.Restarts)} | {Names(effects.Scans)} | {effects.Transactional} {effects.Certain}";
    }

    private static void ForAll(int version, Func<OperationEffects, DatabaseSchema, string?> wrong)
    {
        var found = new List<string>();
        foreach (var statement in Catalogue.Statements.Where(statement => statement.Versions.Has(version)))
        {
            var before = After(ReplayedCatalogue.Base, statement);
            if (wrong(OperationEffects.Of(Read(statement.Sql), before, new(version) { TimeZone = "UTC" }), before) is { } what) found.Add($"{statement}: {what}");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static DatabaseSchema After(DatabaseSchema schema, CatalogueStatement statement)
        => schema.Apply(statement.Setup.Concat(statement.Before).SelectMany(SqlReader.Read)).Schema;

    private static Model.Operations.SqlText Read(string sql) => Assert.Single(SqlReader.Read(sql));
}
