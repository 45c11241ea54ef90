using System.Buffers;
using System.Text;
using System.Text.Json;
using Lockstep.Model.Schema;
using Npgsql;

namespace Lockstep.Preflight;

/// <summary>One question to the server, and what its answer means. All questions go out in one round trip.</summary>
/// <param name="sql">The question; its one parameter, if it has one, is JSON.</param>
/// <param name="parameter">The parameter's value.</param>
internal abstract class PreflightCheck(string sql, string? parameter = null)
{
    /// <summary>The one who reads relations out of <c>$1</c>, with their place in the list.</summary>
    protected const string Touched = """
        WITH touched AS (
            SELECT i::int - 1 AS i, c.oid AS relation, c.*, n.nspname, n.nspowner
            FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(v, i)
            JOIN pg_namespace n ON n.nspname = (v->>0)::name
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = (v->>1)::name
        )

        """;

    /// <summary>The question, ready to be sent.</summary>
    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(sql);
        if (parameter is not null) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        return command;
    }

    /// <summary>Reads one row of the answer.</summary>
    public abstract void Read(NpgsqlDataReader row, PreflightReport report);

    /// <summary>Concludes after the last row.</summary>
    public virtual void End(PreflightReport report)
    {
    }

    /// <summary>Names as the parameter of a question about relations.</summary>
    protected static string Json(IEnumerable<ObjectName> names) => Json(writer =>
    {
        foreach (var name in names)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name.Schema);
            writer.WriteStringValue(name.Name);
            writer.WriteEndArray();
        }
    });

    /// <summary>Texts as a parameter.</summary>
    protected static string Json(IEnumerable<string> texts) => Json(writer =>
    {
        foreach (var text in texts) writer.WriteStringValue(text);
    });

    /// <summary>A column that may be null.</summary>
    protected static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A column that may be null.</summary>
    protected static double? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static string Json(Action<Utf8JsonWriter> items)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            items(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
