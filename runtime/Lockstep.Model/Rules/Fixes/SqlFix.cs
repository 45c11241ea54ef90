namespace Lockstep.Model.Rules.Fixes;

/// <summary>A part of a text and what is to stand there.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units; 0 to insert.</param>
/// <param name="Text">What is to stand there; empty to take the part out.</param>
public sealed record SqlEdit(int Start, int Length, string Text);

/// <summary>A file that is to be made beside the one that is mended, and to be run after it.</summary>
/// <param name="Description">What it does, for its name: <c>Validate orders_user_id_fkey</c>.</param>
/// <param name="Text">What it holds.</param>
public sealed record SqlNewFile(string Description, string Text);

/// <summary>What mends a finding in a file of SQL, with the same meaning as before but for what was wrong.</summary>
/// <param name="Title">What it does, as an imperative: <c>write CONCURRENTLY</c>.</param>
/// <param name="Edits">What changes in the file; no two touch the same characters.</param>
public sealed record SqlFix(string Title, EquatableArray<SqlEdit> Edits)
{
    /// <summary>Files that it makes, in order. Who writes them names them, so that none takes another's version (<see cref="NextFileName"/>).</summary>
    public EquatableArray<SqlNewFile> NewFiles { get; init; }

    /// <summary>Whether it puts off a statement, so that what else is wrong with that is mended where it goes.</summary>
    public bool ComesFirst { get; init; }

    /// <summary>Whether it is written from the file as a whole, so that it has to wait until nothing else is left to mend there.</summary>
    public bool ComesLast { get; init; }
}
