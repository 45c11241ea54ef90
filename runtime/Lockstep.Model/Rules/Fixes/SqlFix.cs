using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>A part of a text and what is to stand there.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units; 0 to insert.</param>
/// <param name="Text">What is to stand there; empty to take the part out.</param>
public sealed record SqlEdit(int Start, int Length, string Text);

/// <summary>A file that is to be made beside the one that is mended.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Text">What it holds.</param>
public sealed record SqlNewFile(string Name, string Text);

/// <summary>What mends a finding in a file of SQL, with the same meaning as before but for what was wrong.</summary>
/// <param name="Title">What it does, as an imperative: <c>write CONCURRENTLY</c>.</param>
/// <param name="Edits">What changes in the file; no two touch the same characters.</param>
public sealed record SqlFix(string Title, EquatableArray<SqlEdit> Edits)
{
    /// <summary>Files that it makes.</summary>
    public EquatableArray<SqlNewFile> NewFiles { get; init; }
}

/// <summary>What a fixer sees.</summary>
/// <param name="Source">The file's text, in which the finding's origin and those of the operations are places.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Operation">The operation that it is about.</param>
public sealed record SqlFixContext(string Source, Finding Finding, ReviewedOperation Operation);

/// <summary>
/// Knows how to mend what one rule finds in the text itself, so that layout and comments stay. It offers nothing where it is not sure.
/// </summary>
public abstract class SqlFixer
{
    /// <summary>The rule whose findings it mends.</summary>
    public abstract string RuleId { get; }

    /// <summary>What mends the finding; null if nothing does that is known to be right.</summary>
    public abstract SqlFix? Fix(SqlFixContext context);
}
