using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Keys and bounds of partitions.</summary>
internal static class PartitionKeys
{
    /// <summary>The columns and expressions of <c>RANGE (a, lower(b))</c>.</summary>
    public static List<string> Elements(string key)
    {
        var text = Prefix + key;
        return SqlParser.Parse(text).Pieces is [{ Statement: CreateTableStatement { PartitionBy: { } specification } }]
            ? [.. specification.Columns.Select(column => column.TextIn(text))]
            : [];
    }

    /// <summary>The columns that are keys themselves, null for expressions.</summary>
    public static List<string?> Columns(string key) =>
        SqlParser.Parse(Prefix + key).Pieces is [{ Statement: CreateTableStatement { PartitionBy: { } specification } }] ? [.. specification.Columns.Select(column => column.Name?.Value)] : [];

    /// <summary>The bounds; null if they can't be read.</summary>
    public static (PartitionBound Bound, string Text)? Read(string bounds)
    {
        var text = "ALTER TABLE t ATTACH PARTITION p " + bounds;
        return SqlParser.Parse(text).Pieces is [{ Statement: AlterTableStatement { Commands: [{ Bound: { } bound }] } }] ? (bound, text) : null;
    }

    private const string Prefix = "CREATE TABLE t (x int) PARTITION BY ";
}
