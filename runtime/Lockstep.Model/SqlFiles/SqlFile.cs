namespace Lockstep.Model.SqlFiles;

/// <summary>A migration that is written as SQL.</summary>
/// <param name="Path">The file, relative to the project's folder, with <c>/</c>.</param>
/// <param name="Version">Its place in the order.</param>
/// <param name="Name">What it changes.</param>
/// <param name="Headers">What its header comments say.</param>
/// <param name="Up">The statements that make the change.</param>
/// <param name="Down">The statements that take it back; null if the file has no such part.</param>
/// <param name="Problems">What is wrong with its form.</param>
internal sealed record SqlFile(
    string Path,
    long Version,
    string Name,
    SqlFileHeaders Headers,
    SqlFilePart Up,
    SqlFilePart? Down,
    EquatableArray<SqlFileProblem> Problems)
{
    /// <summary>Whether it can be run as it is: its version is known, and so is what is Up and what is Down.</summary>
    public bool IsMigration
    {
        get
        {
            foreach (var problem in Problems)
            {
                if (problem.Kind != SqlFileProblemKind.Header) return false;
            }

            return true;
        }
    }
}

/// <summary>A part of the file: from its first statement to its last one.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units; 0 if it holds no statement.</param>
/// <param name="Line">The line on which it starts, counted from 1.</param>
/// <param name="Marker">Where its marker stands; -1 if it has none.</param>
internal sealed record SqlFilePart(int Start, int Length, int Line, int Marker)
{
    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;
}

/// <summary>What the comments before the first statement say.</summary>
/// <param name="Name">What the migration changes; null if the file name says it.</param>
/// <param name="Ticket">The ticket that asked for it; null if none is named.</param>
/// <param name="SingleTransaction">Whether the author wants all of it in one transaction.</param>
/// <param name="Deprecates">The columns that it declares deprecated.</param>
internal sealed record SqlFileHeaders(string? Name, string? Ticket, bool SingleTransaction, EquatableArray<string> Deprecates)
{
    /// <summary>The name of the place behind the migration; null if it has none.</summary>
    public string? Checkpoint { get; init; }
}

/// <summary>What kind of thing is wrong with a file's form; each is a finding of its own.</summary>
internal enum SqlFileProblemKind
{
    /// <summary>LS1006: the file's name.</summary>
    FileName,

    /// <summary>LS1007: <c>-- up</c> and <c>-- down</c>.</summary>
    Marker,

    /// <summary>LS1008: a header. The file can still be run.</summary>
    Header,

    /// <summary>LS1009: a text, name or comment without its end, which hides all that follows.</summary>
    Unterminated,
}

/// <summary>Something that is wrong with a file's form.</summary>
/// <param name="Kind">Which finding it is.</param>
/// <param name="Start">First character of its place, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Text">What is wrong and what to do.</param>
internal sealed record SqlFileProblem(SqlFileProblemKind Kind, int Start, int Length, string Text);
