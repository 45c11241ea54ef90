using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules;

/// <summary>What a migration's Down is like.</summary>
public enum DownState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is there and does nothing.</summary>
    Empty,

    /// <summary>It only throws.</summary>
    Throws,

    /// <summary>It does something.</summary>
    Present,
}

/// <summary>A whole migration, as rules see it: free of the door that it came through.</summary>
/// <param name="Name">Its name in the source: the class, or the file.</param>
/// <param name="Origin">Where the name stands.</param>
/// <param name="Up">What going up does, in order.</param>
/// <param name="Down">What going down does, in order.</param>
public sealed record MigrationScript(string Name, Origin Origin, EquatableArray<Operation> Up, EquatableArray<Operation> Down)
{
    /// <summary>Whether Down is there.</summary>
    public DownState DownState { get; init; }

    /// <summary>Whether the author wants all of it in one transaction.</summary>
    public bool SingleTransaction { get; init; }

    /// <summary>Columns that a migration before this one declared deprecated, as <c>table.column</c> or <c>schema.table.column</c>.</summary>
    public EquatableArray<string> Deprecated { get; init; }

    /// <summary>
    /// The operations with SQL text opened: each structured operation that a text is known to perform stands in its place, and a text
    /// of which nothing is known stands for itself. Code in a <c>DO</c> block is not opened: it runs by other rules.
    /// </summary>
    public static IEnumerable<Operation> Open(EquatableArray<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is not SqlText { Kind: not StatementKind.Block, Meaning: { IsEmpty: false } meaning })
            {
                yield return operation;
                continue;
            }

            foreach (var meant in meaning) yield return meant;
        }
    }

    /// <summary>As <see cref="Open"/>, with the code of <c>DO</c> blocks opened too.</summary>
    public static IEnumerable<Operation> OpenWithBlocks(EquatableArray<Operation> operations)
    {
        foreach (var operation in Open(operations))
        {
            yield return operation;
            if (operation is not SqlText { Kind: StatementKind.Block } block) continue;
            foreach (var meant in block.Meaning) yield return meant;
        }
    }
}
