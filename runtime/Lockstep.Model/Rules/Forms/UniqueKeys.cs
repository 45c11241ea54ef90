using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>The keys by which batches can go through a table.</summary>
internal static class UniqueKeys
{
    /// <summary>The primary key, or another unique one of plain columns that are all NOT NULL, of which no column is set; null if there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="set">The columns that are set.</param>
    /// <param name="schema">What is there.</param>
    public static (EquatableArray<string> Columns, bool IsPrimary)? StandingStill(Table table, IReadOnlyCollection<string> set, DatabaseSchema schema)
    {
        if (Primary(table) is { } primary && !primary.Any(set.Contains)) return (primary, true);
        foreach (var index in schema.IndexesOf(table.Name).Where(index => index is { Unique: true, Invalid: false, Method: "btree", Where: null }))
        {
            // An element with an order or operator class of its own is no column's name.
            List<string> columns = [.. index.Elements.Select(element => table.Columns.FirstOrDefault(column => SqlIdentifier.Quote(column.Name) == element && column.NotNull)?.Name ?? string.Empty)];
            if (columns.Count > 0 && columns.TrueForAll(column => column.Length > 0 && !set.Contains(column))) return (new(columns), false);
        }

        return null;
    }

    /// <summary>The columns of the primary key; null if there is none, or one WITHOUT OVERLAPS: its index, no btree, has no order.</summary>
    public static EquatableArray<string>? Primary(Table table) =>
        table.Constraints.Select(constraint => constraint.Definition).OfType<PrimaryKeyConstraint>().FirstOrDefault() is { WithoutOverlaps: false, Columns: { Count: > 0 } columns } ? columns : null;
}
