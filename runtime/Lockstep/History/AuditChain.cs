using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Lockstep.History;

/// <summary>A row of <c>lockstep.audit</c>.</summary>
/// <param name="Fields">What its hash covers, as text.</param>
/// <param name="PreviousHash">The hash of the row before it; empty for the first.</param>
/// <param name="Hash">Its own.</param>
internal sealed record AuditRow(IReadOnlyList<string?> Fields, string PreviousHash, string Hash)
{
    /// <summary>Its place in the chain, from 1.</summary>
    public long Seq => long.Parse(Fields[0]!, CultureInfo.InvariantCulture);

    /// <summary>SHA-256 over the previous hash and the fields, each with its length in bytes of UTF-8 before it, in lower-case hex.</summary>
    public string Computed()
    {
        var text = new StringBuilder(PreviousHash);
        foreach (var field in Fields)
        {
            text.Append('\n');
            if (field is null) text.Append('-');
            else text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>The audit as a chain.</summary>
internal static class AuditChain
{
    /// <summary>All rows in their order; null if the database has no audit.</summary>
    public static async Task<IReadOnlyList<AuditRow>?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new List<AuditRow>();
        await using var command = new NpgsqlCommand(AuditTable.Select, connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var fields = new string?[reader.FieldCount - 2];
                for (var i = 0; i < fields.Length; i++) fields[i] = await reader.IsDBNullAsync(i, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(i);
                rows.Add(new(fields, reader.GetString(fields.Length), reader.GetString(fields.Length + 1)));
            }

            return rows;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    /// <summary>Where the chain breaks first, in words; null if it holds.</summary>
    /// <param name="rows">The rows in their order.</param>
    /// <param name="head">A hash that somebody kept elsewhere, and that must be in the chain; null for none.</param>
    public static string? Break(IReadOnlyList<AuditRow> rows, string? head)
    {
        var (seq, hash) = (0L, "");
        foreach (var row in rows)
        {
            if (row.Seq != seq + 1) return string.Create(CultureInfo.InvariantCulture, $"Rows {seq + 1} to {row.Seq - 1} are missing.");
            if (row.Computed() != row.Hash) return string.Create(CultureInfo.InvariantCulture, $"Row {row.Seq} was changed: its hash is not that of what it says.");
            if (row.PreviousHash != hash) return string.Create(CultureInfo.InvariantCulture, $"Row {row.Seq} does not follow the row before it: one of the two was put in the place of another.");
            (seq, hash) = (row.Seq, row.Hash);
        }

        return head is not null && !rows.Any(row => string.Equals(row.Hash, head, StringComparison.OrdinalIgnoreCase))
            ? "The row with the hash that was given is not there: rows at the end were taken away, or it is of another database."
            : null;
    }
}
