using System.Collections;

namespace Lockstep.Model;

/// <summary>An immutable list that compares by its items, so that records holding one compare by value.</summary>
/// <typeparam name="T">The items' type; its own equality decides.</typeparam>
public readonly struct EquatableArray<T> : IReadOnlyList<T>, IEquatable<EquatableArray<T>>
    where T : IEquatable<T>
{
    private readonly T[]? _items;

    /// <summary>Takes the array as it is; the caller must not change it afterwards.</summary>
    public EquatableArray(T[] items) => _items = items;

    /// <summary>Copies the items.</summary>
    public EquatableArray(IEnumerable<T> items) => _items = [.. items];

    /// <inheritdoc />
    public int Count => _items?.Length ?? 0;

    /// <summary>Whether there are no items.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc />
    public T this[int index] => Items[index];

    private T[] Items => _items ?? [];

    /// <summary>
    /// A new list with one more item at its end. Not called Add: then <c>[a, b]</c> would compile, call it, and give an empty list.
    /// </summary>
    public EquatableArray<T> With(T item) => new([.. Items, item]);

    /// <summary>Whether the two hold the very same items, as lists that were copied from one another do.</summary>
    internal bool IsSame(EquatableArray<T> other) => ReferenceEquals(_items, other._items);

    /// <summary>A new list with the last item replaced.</summary>
    public EquatableArray<T> ReplaceLast(T item)
    {
        T[] copy = [.. Items];
        copy[copy.Length - 1] = item;
        return new(copy);
    }

    /// <inheritdoc />
    public bool Equals(EquatableArray<T> other)
    {
        if (Count != other.Count) return false;
        for (var i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(Items[i], other.Items[i])) return false;
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in Items) hash = unchecked((hash * 31) + item.GetHashCode());
        return hash;
    }

    /// <summary>Whether an item equals it.</summary>
    public bool Contains(T item)
    {
        foreach (var own in Items)
        {
            if (own.Equals(item)) return true;
        }

        return false;
    }

    /// <summary>Walks along the items without allocating.</summary>
    public ItemEnumerator<T> GetEnumerator() => new(Items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    /// <summary>Whether the lists hold equal items in the same order.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Whether the lists differ.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);
}

/// <summary>Makes lists.</summary>
public static class EquatableArray
{
    /// <summary>A list of the given items.</summary>
    public static EquatableArray<T> Of<T>(params T[] items)
        where T : IEquatable<T> => new(items);
}
