using System.Globalization;
using System.Text;

namespace Lockstep.Linting;

/// <summary>Reads files of SQL: UTF-8, and nothing that merely looks like it.</summary>
internal static class SourceReader
{
    /// <summary>More than this is data, not a change of a schema.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LockstepException">It can't be read, or is no UTF-8.</exception>
    public static LintSource Read(string path)
    {
        var name = SourceFinder.Name(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return Decode(name, Path.GetFullPath(path), Bytes(stream, name));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SourceFinder.Unreadable(name, failure.Message, "Check the path and who may read it.", failure);
        }
    }

    /// <summary>Reads standard input.</summary>
    /// <param name="fileName">The file that it stands for; null if none is named.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="LockstepException">It is no UTF-8.</exception>
    public static LintSource ReadStandardInput(string? fileName, CancellationToken cancellationToken)
    {
        var stream = Console.OpenStandardInput();
        var name = fileName is null ? "<stdin>" : SourceFinder.Name(fileName);
        // A read from a terminal or a pipe can't be stopped, only left behind.
        var bytes = Task.Run(() => Bytes(stream, name), CancellationToken.None).WaitAsync(cancellationToken).GetAwaiter().GetResult();
        return Decode(name, Path.GetFullPath(fileName ?? "stdin.sql"), bytes);
    }

    private static byte[] Bytes(Stream stream, string name)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            if (buffer.Length + read > MaximumLength)
            {
                throw SourceFinder.Unreadable(
                    name,
                    $"it is larger than {MaximumLength / 1024 / 1024} MB.",
                    "Take the data out of it, and load them with COPY; a migration holds the changes of a schema.");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static LintSource Decode(string name, string fullPath, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw SourceFinder.Unreadable(name, "it is UTF-16.", "Save it as UTF-8, which is what PostgreSQL's tools read.");
        }

        var hasMark = bytes is [0xEF, 0xBB, 0xBF, ..];
        var content = bytes.AsSpan(hasMark ? 3 : 0);
        try
        {
            return new(name, fullPath, s_strict.GetString(content)) { HasByteOrderMark = hasMark };
        }
        catch (DecoderFallbackException failure)
        {
            var line = content[..Math.Max(0, failure.Index)].Count((byte)'\n') + 1;
            throw SourceFinder.Unreadable(
                name,
                string.Create(CultureInfo.InvariantCulture, $"it is not UTF-8 (line {line})."),
                "Save it as UTF-8; it may be Latin-1 or Windows-1252.",
                failure);
        }
    }
}
