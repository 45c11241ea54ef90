namespace Lockstep.Model.Schema;

/// <summary>Which tables inherit from which.</summary>
internal static class Inheritance
{
    /// <summary>The tables that inherit from a table directly: partitions or children.</summary>
    public static IReadOnlyList<Table> ChildrenOf(this ObjectCollection<Relation> relations, ObjectName parent) =>
        relations.UsersOf<Table>(parent, static (table, parent) => table.Inherits.Contains(parent));
}
