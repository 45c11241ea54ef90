using System.Collections;

namespace Lockstep.Model.Schema;

/// <summary>Objects by their names, in the names' order. Nothing changes it; a change gives a new one, and copies only references.</summary>
/// <typeparam name="T">The objects' type.</typeparam>
public sealed class ObjectCollection<T> : IReadOnlyCollection<T>
    where T : SchemaObject
{
    private readonly T[] _items;

    private ObjectCollection(T[] items) => _items = items;

    /// <summary>No objects.</summary>
    internal static ObjectCollection<T> Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => _items.Length;

    /// <summary>The object of that name; null if there is none.</summary>
    /// <param name="name">The whole name.</param>
    public T? Find(ObjectName name)
    {
        var at = IndexOf(name);
        return at < 0 ? null : _items[at];
    }

    /// <summary>A collection of the objects, each of another name.</summary>
    internal static ObjectCollection<T> Of(IEnumerable<T> items) => new([.. items.OrderBy(item => item.Name)]);

    /// <summary>
    /// The objects that are not the very same in both, each pair by its name; null where one has none. A schema that came from another by an operation
    /// shares all that the operation left alone, so this costs no more than a walk along both.
    /// </summary>
    internal IEnumerable<(T? Here, T? There)> PairsThatDiffer(ObjectCollection<T> other)
    {
        var (here, there) = (0, 0);
        while (here < _items.Length || there < other._items.Length)
        {
            var left = here < _items.Length ? _items[here] : null;
            var right = there < other._items.Length ? other._items[there] : null;
            var order = left is null ? 1 : right is null ? -1 : ReferenceEquals(left, right) ? 0 : left.Name.CompareTo(right.Name);
            if (order <= 0) here++;
            if (order >= 0) there++;
            if (order < 0) yield return (left, null);
            else if (order > 0) yield return (null, right);
            else if (!ReferenceEquals(left, right)) yield return (left, right);
        }
    }

    /// <summary>The objects of a kind that fit. Most often none do, and then it allocates nothing, which LINQ does for each walk.</summary>
    /// <typeparam name="TItem">The kind.</typeparam>
    /// <typeparam name="TArgument">What they must fit.</typeparam>
    internal IReadOnlyList<TItem> Where<TItem, TArgument>(TArgument argument, Func<TItem, TArgument, bool> fits)
        where TItem : T
    {
        List<TItem>? found = null;
        foreach (var item in _items)
        {
            if (item is TItem candidate && fits(candidate, argument)) (found ??= []).Add(candidate);
        }

        return found ?? (IReadOnlyList<TItem>)[];
    }

    /// <summary>The same with this object, in the place of the one that has its name.</summary>
    internal ObjectCollection<T> With(T item)
    {
        var at = IndexOf(item.Name);
        if (at >= 0)
        {
            var replaced = (T[])_items.Clone();
            replaced[at] = item;
            return new(replaced);
        }

        at = ~at;
        var items = new T[_items.Length + 1];
        Array.Copy(_items, items, at);
        items[at] = item;
        Array.Copy(_items, at, items, at + 1, _items.Length - at);
        return new(items);
    }

    /// <summary>The same without the object of that name.</summary>
    internal ObjectCollection<T> Without(ObjectName name)
    {
        var at = IndexOf(name);
        if (at < 0) return this;
        var items = new T[_items.Length - 1];
        Array.Copy(_items, items, at);
        Array.Copy(_items, at + 1, items, at, items.Length - at);
        return new(items);
    }

    /// <summary>Walks along the objects without allocating.</summary>
    public ItemEnumerator<T> GetEnumerator() => new(_items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    private int IndexOf(ObjectName name)
    {
        var low = 0;
        var high = _items.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _items[middle].Name.CompareTo(name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
