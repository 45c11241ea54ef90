using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Tests.Schema;

public sealed class ObjectCollectionTests
{
    /// <summary>As a sorted dictionary, through thousands of changes; and no change is seen in the collections before it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_holds_what_was_put_into_it_in_order(int seed)
    {
        var random = new Random(seed);
        var expected = new SortedDictionary<ObjectName, Table>(Comparer<ObjectName>.Create(static (one, other) => one.CompareTo(other)));
        var actual = ObjectCollection<Relation>.Empty;
        var kept = new List<(ObjectCollection<Relation> Then, List<Table> Expected)>();
        for (var i = 0; i < 4000; i++)
        {
            var name = new ObjectName("public", "t" + random.Next(1500).ToString(CultureInfo.InvariantCulture));
            // Grows first, and is all but emptied then.
            if (random.Next(10) < (i < 2500 ? 7 : 2))
            {
                var table = new Table(name) { Comment = i.ToString(CultureInfo.InvariantCulture) };
                expected[name] = table;
                actual = actual.With(table);
            }
            else
            {
                expected.Remove(name);
                actual = actual.Without(name);
            }

            Assert.Equal(expected.Count, actual.Count);
            Assert.Same(expected.GetValueOrDefault(name), actual.Find(name));
            if (i % 400 == 0) kept.Add((actual, [.. expected.Values]));
        }

        kept.Add((actual, [.. expected.Values]));
        foreach (var (then, all) in kept)
        {
            Assert.Equal(all, then);
            Assert.Equal(all, ObjectCollection<Relation>.Of(all.AsEnumerable().Reverse()));
            var walked = new List<Relation>();
            foreach (var item in then) walked.Add(item);
            Assert.Equal(all, walked);
        }

        foreach (var (one, other) in kept.Zip(kept.Skip(1)))
        {
            var here = one.Expected.ToDictionary(table => table.Name);
            var there = other.Expected.ToDictionary(table => table.Name);
            var differ = here.Keys.Union(there.Keys).Where(name => here.GetValueOrDefault(name) != there.GetValueOrDefault(name)).Order()
                .Select(name => ((Relation?)here.GetValueOrDefault(name), (Relation?)there.GetValueOrDefault(name)));
            Assert.Equal(differ, one.Then.PairsThatDiffer(other.Then));
        }
    }

    /// <summary>Names of constraints come and go with their tables; more than one table may have one of a name, and other schemas do not matter.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_knows_the_names_of_constraints(int seed)
    {
        var random = new Random(seed);
        var tables = ObjectCollection<Relation>.Empty;
        string[] names = ["a_key", "b_check", "c_fkey", "d_not_null"];
        SchemaConstraint Constraint(string name) => new(name, new CheckConstraint(null, "true"));
        for (var i = 0; i < 2000; i++)
        {
            var name = new ObjectName(random.Next(2) == 0 ? "public" : "other", "t" + random.Next(12).ToString(CultureInfo.InvariantCulture));
            var some = names.Where(_ => random.Next(6) == 0).ToList();
            tables = random.Next(3) == 0 ? tables.Without(name) : tables.With(new Table(name)
            {
                Constraints = new(some.Where(it => it != "d_not_null").Select(Constraint)),
                Columns = EquatableArray.Of(new Column("id", "int8") { NotNullConstraint = some.Contains("d_not_null") ? Constraint("d_not_null") : null }),
            });
            foreach (var schema in (string[])["public", "other"])
            {
                var known = tables.OfType<Table>().Where(table => table.Name.Schema == schema)
                    .SelectMany(table => table.Constraints.Select(it => it.Name).Concat(table.Columns.Select(it => it.NotNullConstraint?.Name))).ToHashSet();
                foreach (var each in names) Assert.Equal(known.Contains(each), tables.HasConstraint(schema, each));
                foreach (var each in names) Assert.Equal(known.Contains(each), ObjectCollection<Relation>.Of(tables.Reverse()).HasConstraint(schema, each));
            }
        }
    }

    /// <summary>Whatever comes, changes and goes: those that refer to a relation are the ones that a walk along all objects finds.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_knows_what_refers_to_a_relation(int seed)
    {
        var random = new Random(seed);
        var all = ObjectCollection<Relation>.Empty;
        ObjectName[] names = [.. Enumerable.Range(0, 8).Select(number => new ObjectName(number % 2 == 0 ? "public" : "other", "r" + (number / 2).ToString(CultureInfo.InvariantCulture)))];
        var refers = 0;
        for (var i = 0; i < 3000; i++)
        {
            var name = names[random.Next(names.Length)];
            all = random.Next(4) == 0 ? all.Without(name) : all.With(Some(name));
            foreach (var used in names)
            {
                var expected = all.Where(item => Refers(item, used)).ToList();
                refers += expected.Count;
                Assert.Equal(expected, all.UsersOf<Relation>(used));
                Assert.Equal(expected, ObjectCollection<Relation>.Of(all.Reverse()).UsersOf<Relation>(used));
                Assert.Equal(expected.OfType<View>(), all.UsersOf<View>(used));
            }
        }

        Assert.True(refers > 10_000, "too little refers to anything");

        ObjectName Any() => names[random.Next(names.Length)];

        Relation Some(ObjectName name) => random.Next(5) switch
        {
            0 => new View(name, string.Empty) { Uses = new([.. Enumerable.Range(0, random.Next(3)).Select(_ => Any())]) },
            1 => new TableIndex(name, Any(), EquatableArray.Of("id")) { Parent = random.Next(2) == 0 ? Any() : null },
            2 => new Sequence(name, new SequenceOptions()) { OwnerTable = random.Next(2) == 0 ? Any() : null },
            // The same table with something else changed, as most changes of tables are.
            3 when all.Find(name) is Table table => table with { Comment = random.Next().ToString(CultureInfo.InvariantCulture) },
            _ => new Table(name)
            {
                Inherits = new([.. names.Where(_ => random.Next(8) == 0)]),
                Constraints = new([.. names.Where(_ => random.Next(6) == 0).Select((to, at) => new SchemaConstraint(
                    "k" + at.ToString(CultureInfo.InvariantCulture), new ForeignKeyConstraint(null, EquatableArray.Of("id"), new(to.ToQualifiedName(), default))))]),
            },
        };

        static bool Refers(Relation item, ObjectName to) => item switch
        {
            View view => view.Uses.Contains(to),
            TableIndex index => index.Table == to || index.Parent == to,
            Sequence sequence => sequence.OwnerTable == to,
            Table table => table.Inherits.Contains(to) || table.Constraints.Any(it => ((ForeignKeyConstraint)it.Definition).Target.Table == to.ToQualifiedName()),
            _ => false,
        };
    }

    [Fact]
    public void Children_are_found_however_they_came()
    {
        var parent = new ObjectName("public", "p");
        var child = new Table(new("public", "c")) { Inherits = new([parent]) };
        var alone = ObjectCollection<Relation>.Empty.With(new Table(parent));
        Assert.Empty(alone.ChildrenOf(parent));
        Assert.Equal([child], alone.With(child).ChildrenOf(parent));
        Assert.Equal([child], ObjectCollection<Relation>.Of([new Table(parent), child]).ChildrenOf(parent));
        Assert.Equal([child], alone.With(new Table(child.Name)).With(child).Without(new("public", "x")).ChildrenOf(parent));
    }
}
