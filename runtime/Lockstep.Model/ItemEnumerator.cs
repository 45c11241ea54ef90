namespace Lockstep.Model;

/// <summary>Walks along an array. Rules go over the same few lists at each keystroke; a walk on the heap for each would be most of what they allocate.</summary>
/// <typeparam name="T">The items' type.</typeparam>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "Nobody compares enumerators.")]
public struct ItemEnumerator<T>
{
    private readonly T[] _items;
    private int _at;

    internal ItemEnumerator(T[] items)
    {
        _items = items;
        _at = -1;
    }

    /// <summary>The item that the walk is at.</summary>
    public readonly T Current => _items[_at];

    /// <summary>Goes to the next item.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => ++_at < _items.Length;
}
