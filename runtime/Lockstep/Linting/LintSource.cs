namespace Lockstep.Linting;

/// <summary>A text to judge, and the file that it came from.</summary>
/// <param name="Path">The file as findings name it: below the current folder if it is there, with <c>/</c>.</param>
/// <param name="FullPath">The file's full path: where its settings are looked for.</param>
/// <param name="Text">What it holds, without a byte order mark.</param>
internal sealed record LintSource(string Path, string FullPath, string Text)
{
    /// <summary>Whether a byte order mark stood before the text.</summary>
    public bool HasByteOrderMark { get; init; }
}
