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

    /// <summary>It is no migration but a plain script, which has no way back.</summary>
    NotWanted,
}

/// <summary>Who runs a script, and so in which transactions.</summary>
public enum ScriptRunner
{
    /// <summary>Lockstep: statements in a row that can be in a transaction share one, each other statement is alone.</summary>
    Lockstep,

    /// <summary><c>psql</c> and its like: each statement is a transaction of its own but between BEGIN and COMMIT.</summary>
    StatementByStatement,
}

/// <summary>A whole migration, as rules see it: free of the door that it came through.</summary>
/// <param name="Name">Its name in the source: the class, or the file.</param>
/// <param name="Origin">Where the name stands.</param>
/// <param name="Up">What going up does, in order.</param>
/// <param name="Down">What going down does, in order.</param>
public sealed record MigrationScript(string Name, Origin Origin, EquatableArray<Operation> Up, EquatableArray<Operation> Down)
{
    /// <summary>Its version; 0 if it has none.</summary>
    public long Version { get; init; }

    /// <summary>Whether Down is there.</summary>
    public DownState DownState { get; init; }

    /// <summary>Whether the author wants all of it in one transaction.</summary>
    public bool SingleTransaction { get; init; }

    /// <summary>Who runs it.</summary>
    public ScriptRunner Runner { get; init; }

    /// <summary>What it runs that does not stand in it.</summary>
    public EquatableArray<CodeElsewhere> Elsewhere { get; init; }

    /// <summary>What its author says of it.</summary>
    public MigrationDocumentation Documentation { get; init; } = MigrationDocumentation.None;

    /// <summary>The operations with SQL text opened: what a text is known to do stands in its place. Blocks are not opened.</summary>
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
}

/// <summary>A command of a script that runs what does not stand in it.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="File">The file that it runs; null if it runs the rows that a query gives.</param>
public sealed record CodeElsewhere(Origin Origin, string? File);

/// <summary>What the author of a migration says of it.</summary>
/// <param name="Description">What it changes, in a few words; empty if nothing is said.</param>
/// <param name="Purpose">Why, as the class's summary or the file's head says; empty if nothing is said.</param>
/// <param name="Ticket">The ticket that asked for it; empty if there is none.</param>
public sealed record MigrationDocumentation(string Description, string Purpose, string Ticket)
{
    /// <summary>Nothing is said.</summary>
    public static MigrationDocumentation None { get; } = new(string.Empty, string.Empty, string.Empty);
}
