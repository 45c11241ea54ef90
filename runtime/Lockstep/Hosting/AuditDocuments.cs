using System.Globalization;
using Lockstep.History;

namespace Lockstep.Hosting;

/// <summary>The answer of <c>audit</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Rows">All rows in their order.</param>
internal sealed record AuditDocument(string Database, IReadOnlyList<AuditRowDocument> Rows);

/// <summary>The answer of <c>audit verify</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Ok">Whether the chain holds.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Head">The hash of the last one.</param>
/// <param name="Problem">Where the chain breaks first.</param>
internal sealed record AuditVerifyDocument(string Database, bool Ok, int Rows, string? Head, string? Problem);

/// <summary>A row of the audit; times in milliseconds.</summary>
#pragma warning disable CS1573, CS1591, SA1611 // The names are those of the table's columns, which docs/commands.md explains.
internal sealed record AuditRowDocument(
    long Seq,
    string RunId,
    string StartedAt,
    decimal Milliseconds,
    long? Rows,
    decimal? LockWaitMilliseconds,
    string Action,
    long Version,
    string Name,
    int? Step,
    int? Steps,
    string Outcome,
    string? Error,
    string? Reason,
    string? Ticket,
    string? Approver,
    string? Commit,
    string? ApplicationVersion,
    string ToolVersion,
    string LoginRole,
    string Role,
    string OsUser,
    string Host,
    string Hash)
{
    /// <summary>A row as data, from the texts that its hash covers.</summary>
    public static AuditRowDocument Of(AuditRow row)
    {
        var fields = row.Fields;
        return new(
            row.Seq, fields[1]!, fields[2]!, Decimal(fields[3])!.Value, Long(fields[4]), Decimal(fields[5]), fields[6]!, Long(fields[7])!.Value, fields[8]!,
            (int?)Long(fields[9]), (int?)Long(fields[10]), fields[11]!, fields[12], fields[13], fields[14], fields[15], fields[16], fields[17], fields[18]!,
            fields[19]!, fields[20]!, fields[21]!, fields[22]!, row.Hash);
    }

    private static long? Long(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static decimal? Decimal(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
#pragma warning restore CS1573, CS1591, SA1611
