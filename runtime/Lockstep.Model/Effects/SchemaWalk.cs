using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>Who is related to whom in a schema: children, indexes, foreign keys, views.</summary>
/// <param name="schema">The schema.</param>
internal sealed class SchemaWalk(DatabaseSchema schema)
{
    /// <summary>The schema.</summary>
    public DatabaseSchema Schema => schema;

    /// <summary>Whether rows are kept in a file of the relation's own: not of partitioned tables, views and foreign tables.</summary>
    public static bool HasFile(Relation relation) => relation switch
    {
        Table table => table is { PartitionBy: null, Server: null },
        View view => view.Materialized,
        _ => false,
    };

    /// <summary>Whether the table is the partition for what no other takes.</summary>
    public static bool IsDefault(Table table) => string.Equals(table.Bounds, "DEFAULT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the index has a file: not that of a partitioned table.</summary>
    public bool HasFile(TableIndex index) => schema.Relations.Find(index.Table) is { } table && HasFile(table);

    /// <summary>The tables that inherit from it directly: partitions or children.</summary>
    public IReadOnlyList<Table> ChildrenOf(ObjectName parent) => schema.Relations.ChildrenOf(parent);

    /// <summary>The table and all that inherit from it, as <c>find_all_inheritors</c> gives them.</summary>
    public IReadOnlyList<Table> WithDescendants(Table table)
    {
        var all = new List<Table> { table };
        for (var at = 0; at < all.Count; at++)
        {
            all.AddRange(ChildrenOf(all[at].Name).Where(child => !all.Contains(child)));
        }

        return all;
    }

    /// <summary>What the table is a partition of, on all levels, from the nearest.</summary>
    public IEnumerable<Table> WholesOf(Table table)
    {
        for (var part = table; part is { Bounds: not null, Inherits: [var above, ..] } && schema.Relations.Find(above) is Table whole; part = whole) yield return whole;
    }

    /// <summary>The indexes of a table or materialized view.</summary>
    public IEnumerable<TableIndex> IndexesOf(ObjectName table) => schema.IndexesOf(table);

    /// <summary>The indexes that are parts of a partitioned table's index, on all levels.</summary>
    public IEnumerable<TableIndex> PartsOf(TableIndex index) =>
        schema.Relations.UsersOf<TableIndex>(index.Name, static (part, whole) => part.Parent == whole).SelectMany(part => PartsOf(part).Prepend(part));

    /// <summary>The sequences that go with columns of the table.</summary>
    public IEnumerable<Sequence> SequencesOf(ObjectName table) =>
        schema.Relations.UsersOf<Sequence>(table);

    /// <summary>The table's foreign keys, with the tables that they refer to; null for one that the schema does not hold.</summary>
    public IEnumerable<(SchemaConstraint Constraint, ForeignKeyConstraint Key, Table? Target)> KeysOf(Table table) =>
        from constraint in table.Constraints
        let key = constraint.Definition as ForeignKeyConstraint
        where key is not null
        select (constraint, key, schema.FindTable(key.Target.Table));

    /// <summary>The foreign keys that refer to the table, with the tables that have them.</summary>
    public IEnumerable<(Table Table, SchemaConstraint Constraint, ForeignKeyConstraint Key)> KeysTo(ObjectName target)
    {
        var name = target.ToQualifiedName();
        foreach (var table in schema.Relations.UsersOf<Table>(target))
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint.Definition is ForeignKeyConstraint key && key.Target.Table == name) yield return (table, constraint, key);
            }
        }
    }

    /// <summary>The views whose queries name the relation.</summary>
    public IEnumerable<View> ViewsOn(ObjectName relation) =>
        schema.Relations.UsersOf<View>(relation, static (view, relation) => view.Name != relation);
}
