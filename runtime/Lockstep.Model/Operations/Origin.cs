namespace Lockstep.Model.Operations;

/// <summary>Where an operation was written.</summary>
/// <param name="File">The source file's path; empty if unknown.</param>
/// <param name="Line">Line, counted from 1; 0 if only the span is known.</param>
/// <param name="Start">First character of the operation in the file, in UTF-16 units; 0 with <paramref name="Length"/> 0 if only the line is known.</param>
/// <param name="Length">In UTF-16 units.</param>
public sealed record Origin(string File, int Line, int Start = 0, int Length = 0)
{
    /// <summary>No place at all.</summary>
    public static Origin None { get; } = new(string.Empty, 0);
}
