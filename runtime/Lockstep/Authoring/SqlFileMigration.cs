using Lockstep.Model.Operations;

namespace Lockstep;

/// <summary>
/// A migration that is written as an SQL file, an item of the project. The generator embeds the file's text and makes this; nobody needs to
/// do so by hand.
/// </summary>
/// <param name="file">The file, relative to the project's folder: where findings point.</param>
/// <param name="up">The statements that make the change.</param>
/// <param name="upLine">The line of the file on which they start, counted from 1.</param>
/// <param name="down">The statements that take it back; null if the file has no such part, so that it can't be rolled back.</param>
/// <param name="downLine">The line of the file on which they start, counted from 1.</param>
public sealed class SqlFileMigration(string file, string up, int upLine, string? down, int downLine) : Migration
{
    /// <summary>The file's beginning.</summary>
    internal Origin Origin { get; } = new(file, 1);

    /// <inheritdoc />
    public override void Up() => Execute.File(up, file, upLine);

    /// <inheritdoc />
    public override void Down()
    {
        if (down is null) base.Down();
        else Execute.File(down, file, downLine);
    }
}
