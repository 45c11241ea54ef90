using System.Collections;

namespace Lockstep.Model.Schema;

/// <summary>
/// Objects by their names, in the names' order. Nothing changes it; a change gives a new one, which shares all but one short array of references with it.
/// </summary>
/// <typeparam name="T">The objects' type.</typeparam>
public sealed class ObjectCollection<T> : IReadOnlyCollection<T>
    where T : SchemaObject
{
    // Long enough to find something in few steps, and short beside the thousands of objects of a large schema, of which a replay changes one after the other.
    private const int LongestPart = 128;

    // None is empty.
    private readonly T[][] _parts;

    private readonly Lookups _lookups;

    private ObjectCollection(T[][] parts, int count, Lookups lookups) => (_parts, Count, _lookups) = (parts, count, lookups);

    /// <summary>No objects.</summary>
    internal static ObjectCollection<T> Empty { get; } = new([], 0, default);

    /// <inheritdoc />
    public int Count { get; }

    /// <summary>The object of that name; null if there is none.</summary>
    /// <param name="name">The whole name.</param>
    public T? Find(ObjectName name)
    {
        if (_parts.Length == 0) return null;
        var part = _parts[PartOf(name)];
        var at = IndexIn(part, name);
        return at < 0 ? null : part[at];
    }

    /// <summary>Whether a table of the schema has a constraint of that name: names that PostgreSQL makes up differ from all of them.</summary>
    internal bool HasConstraint(string schema, string name) => _lookups.Constraints?.Find(new(schema, name)) is not null;

    /// <summary>A collection of the objects, each of another name.</summary>
    internal static ObjectCollection<T> Of(IEnumerable<T> items)
    {
        T[] all = [.. items.OrderBy(item => item.Name)];
        // Half full, so that those that come do not part each of them at once.
        var parts = new T[(all.Length + (LongestPart / 2) - 1) / (LongestPart / 2)][];
        for (var at = 0; at < parts.Length; at++)
        {
            var start = at * (LongestPart / 2);
            parts[at] = new T[Math.Min(LongestPart / 2, all.Length - start)];
            Array.Copy(all, start, parts[at], 0, parts[at].Length);
        }

        return new(parts, all.Length, new(ConstraintName.Of(all), RelationUsers.Of(all)));
    }

    /// <summary>
    /// The objects that are not the very same in both, each pair by its name; null where one has none. A schema that came from another by an operation
    /// shares all that the operation left alone, so this costs no more than a walk along both.
    /// </summary>
    internal IEnumerable<(T? Here, T? There)> PairsThatDiffer(ObjectCollection<T> other)
    {
        var (here, there) = (new Enumerator(_parts), new Enumerator(other._parts));
        var (left, right) = (here.Next(), there.Next());
        while (left is not null || right is not null)
        {
            var order = left is null ? 1 : right is null ? -1 : ReferenceEquals(left, right) ? 0 : left.Name.CompareTo(right.Name);
            if (order < 0) yield return (left, null);
            else if (order > 0) yield return (null, right);
            else if (!ReferenceEquals(left, right)) yield return (left, right);
            if (order <= 0) left = here.Next();
            if (order >= 0) right = there.Next();
        }
    }

    /// <summary>Whether both hold equal objects.</summary>
    internal bool HoldsTheSameAs(ObjectCollection<T> other) =>
        ReferenceEquals(this, other) || (Count == other.Count && PairsThatDiffer(other).All(static pair => pair.Here is { } here && here.Equals(pair.There)));

    /// <summary>The objects of a kind that refer to a relation, in the order of their names.</summary>
    /// <typeparam name="TItem">The kind.</typeparam>
    /// <param name="name">The relation.</param>
    /// <param name="fits">Whether the object refers to it as is wanted; null if any way is.</param>
    internal IReadOnlyList<TItem> UsersOf<TItem>(ObjectName name, Func<TItem, ObjectName, bool>? fits = null)
        where TItem : T
    {
        List<TItem>? found = null;
        if (_lookups.Users?.Find(name) is { } users)
        {
            foreach (var user in users.By)
            {
                if (Find(user) is TItem item && (fits is null || fits(item, name))) (found ??= []).Add(item);
            }
        }

        return found ?? (IReadOnlyList<TItem>)[];
    }

    /// <summary>The same with this object, in the place of the one that has its name.</summary>
    internal ObjectCollection<T> With(T item)
    {
        if (_parts.Length == 0) return new([[item]], 1, _lookups.After(null, item));
        var at = PartOf(item.Name);
        var part = _parts[at];
        var index = IndexIn(part, item.Name);
        if (index >= 0)
        {
            var replaced = (T[])part.Clone();
            replaced[index] = item;
            return new(Replaced(at, replaced), Count, _lookups.After(part[index], item));
        }

        index = ~index;
        var longer = new T[part.Length + 1];
        Array.Copy(part, longer, index);
        longer[index] = item;
        Array.Copy(part, index, longer, index + 1, part.Length - index);
        var lookups = _lookups.After(null, item);
        if (longer.Length <= LongestPart) return new(Replaced(at, longer), Count + 1, lookups);
        var half = longer.Length / 2;
        var (first, second) = (new T[half], new T[longer.Length - half]);
        Array.Copy(longer, first, half);
        Array.Copy(longer, half, second, 0, second.Length);
        return new(Replaced(at, first, second), Count + 1, lookups);
    }

    /// <summary>The same without the object of that name.</summary>
    internal ObjectCollection<T> Without(ObjectName name)
    {
        if (_parts.Length == 0) return this;
        var at = PartOf(name);
        var part = _parts[at];
        var index = IndexIn(part, name);
        if (index < 0) return this;
        var lookups = _lookups.After(part[index], null);
        if (part.Length == 1) return new(Replaced(at), Count - 1, lookups);
        var shorter = new T[part.Length - 1];
        Array.Copy(part, shorter, index);
        Array.Copy(part, index + 1, shorter, index, shorter.Length - index);
        return new(Replaced(at, shorter), Count - 1, lookups);
    }

    /// <summary>Walks along the objects without allocating.</summary>
    public Enumerator GetEnumerator() => new(_parts);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        foreach (var item in this) yield return item;
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    /// <summary>The parts, with others, or none, in the place of one.</summary>
    private T[][] Replaced(int at, params T[][] instead)
    {
        var parts = new T[_parts.Length - 1 + instead.Length][];
        Array.Copy(_parts, parts, at);
        instead.CopyTo(parts, at);
        Array.Copy(_parts, at + 1, parts, at + instead.Length, _parts.Length - at - 1);
        return parts;
    }

    /// <summary>The part that has the name, or would have it: the last one that does not begin behind it. There must be one at all.</summary>
    private int PartOf(ObjectName name)
    {
        var low = 0;
        var high = _parts.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_parts[middle][0].Name.CompareTo(name) <= 0) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private static int IndexIn(T[] part, ObjectName name)
    {
        var low = 0;
        var high = part.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = part[middle].Name.CompareTo(name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    /// <summary>What is kept beside the objects, so that nobody has to walk along all of them; null where there is nothing.</summary>
    private readonly record struct Lookups(ObjectCollection<ConstraintName>? Constraints, ObjectCollection<RelationUsers>? Users)
    {
        public Lookups After(SchemaObject? before, SchemaObject? after) => new(ConstraintName.After(before, after, Constraints), RelationUsers.After(before, after, Users));
    }

    /// <summary>Walks along the objects.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "Nobody compares enumerators.")]
    public struct Enumerator
    {
        private readonly T[][] _parts;
        private int _part;
        private int _at;

        internal Enumerator(T[][] parts) => (_parts, _part, _at) = (parts, 0, -1);

        /// <summary>The object that the walk is at.</summary>
        public readonly T Current => _parts[_part][_at];

        /// <summary>Goes to the next object.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (_part >= _parts.Length) return false;
            if (++_at < _parts[_part].Length) return true;
            _at = 0;
            return ++_part < _parts.Length;
        }

        internal T? Next() => MoveNext() ? Current : null;
    }
}
