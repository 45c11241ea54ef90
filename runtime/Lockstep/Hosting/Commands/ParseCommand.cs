using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Facts;

namespace Lockstep.Hosting.Commands;

/// <summary><c>parse</c>: shows what the reader finds in a file of SQL.</summary>
internal static class ParseCommand
{
    // The version of PostgreSQL whose grammar is read, as its server_version_num.
    private const int GrammarVersion = 180000;

    /// <summary>Makes the command.</summary>
    public static Command Create(HostRunner runner)
    {
        var file = new Argument<string>("file") { Description = "A file of SQL." };
        var format = new Option<string>("--format") { Description = "text, or json: one document with byte offsets.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("parse", "Shows the statements in a file of SQL, as PostgreSQL 18 reads them.") { file, format };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            async _ =>
            {
                var sql = await ReadAsync(arguments.GetValue(file)!, cancellationToken).ConfigureAwait(false);
                var script = SqlParser.Parse(sql);
                if (arguments.GetValue(format) == "json") await Console.Out.WriteLineAsync(Json(script)).ConfigureAwait(false);
                else WriteText(Console.Out, script);
                return ExitCode.Success;
            },
            cancellationToken));
        return command;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LockstepException(ToolkitCode.SqlFile, $"Cannot read {path}: {e.Message}", ExitCode.Usage) { Next = "Check the path and who may read it." };
        }
    }

    /// <summary>The statements as JSON; offsets and lengths are bytes of UTF-8.</summary>
    internal static string Json(SqlScript script)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("parser", GrammarVersion);
            writer.WriteString("offsets", "utf8 bytes");
            writer.WriteStartArray("statements");
            var bytes = 0;
            var at = 0;
            foreach (var piece in script.Pieces)
            {
                bytes += Encoding.UTF8.GetByteCount(script.Source.AsSpan(at, piece.Start - at));
                var length = Encoding.UTF8.GetByteCount(script.Source.AsSpan(piece.Start, piece.End - piece.Start));
                Write(writer, piece, bytes, length);
                bytes += length;
                at = piece.End;
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, SqlPiece piece, int at, int length)
    {
        writer.WriteStartObject();
        writer.WriteNumber("at", at);
        writer.WriteNumber("length", piece.HasTerminator ? length : 0);
        if (piece.Statement is ErrorStatement error)
        {
            writer.WriteString("error", error.Message);
        }
        else
        {
            writer.WriteString("tag", piece.Statement.Tag);
            if (StatementFacts.Of(piece.Statement) is { } facts)
            {
                writer.WritePropertyName("facts");
                Write(writer, facts);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case IEnumerable<KeyValuePair<string, object>> facts:
                writer.WriteStartObject();
                foreach (var (name, fact) in facts)
                {
                    writer.WritePropertyName(name);
                    Write(writer, fact);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<object?> list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }

    private static void WriteText(TextWriter output, SqlScript script)
    {
        var line = 1;
        var at = 0;
        foreach (var piece in script.Pieces)
        {
            for (; at < piece.Statement.Start; at++)
            {
                if (script.Source[at] == '\n') line++;
            }

            output.WriteLine(piece.Statement is ErrorStatement error ? $"line {line}: {error.Message}" : $"line {line}: {piece.Statement.Tag}");
        }
    }
}
