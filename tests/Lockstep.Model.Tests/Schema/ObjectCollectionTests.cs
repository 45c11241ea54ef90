using System.Globalization;
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
