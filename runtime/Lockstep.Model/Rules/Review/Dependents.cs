using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>What goes with something that is dropped with CASCADE, beside what is a part of it.</summary>
internal static class Dependents
{
    /// <summary>The dependents that an operation takes along, in words.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="before">The schema that it meets.</param>
    /// <param name="target">The relation that the operation is about; null if it is about something else.</param>
    public static IReadOnlyList<string> Of(Operation operation, DatabaseSchema before, ObjectName? target)
    {
        var after = before.Apply(operation).Schema;
        var gone = new List<string>();
        foreach (var relation in before.Relations)
        {
            if (relation.Name == target && operation is DropTable or DropObject or DropIndex) continue;
            var now = after.Relations.Find(relation.Name);
            if (now is null && !GoesAnyway(relation, target, after)) gone.Add(Named(relation));
            else if (relation is Table table && now is Table left) Parts(table, left, operation, gone);
        }

        gone.AddRange(before.Types.Where(type => after.Types.Find(type.Name) is null && !IsTarget(operation, type.Name)).Select(type => $"type '{type.Name}'"));
        gone.AddRange(before.Routines.Where(routine => after.Routines.Find(routine.Name) is null && !IsTarget(operation, routine.Name)).Select(routine => $"function '{routine.Name}'"));
        return gone;
    }

    /// <summary>The tables that TRUNCATE … CASCADE empties beside those that it names.</summary>
    public static IReadOnlyList<ObjectName> OfTruncate(DatabaseSchema schema, IReadOnlyCollection<ObjectName> tables)
    {
        var walk = new SchemaWalk(schema);
        var all = new List<ObjectName>(tables);
        for (var at = 0; at < all.Count; at++)
        {
            all.AddRange(walk.KeysTo(all[at]).Select(key => key.Table.Name).Distinct().Where(name => !all.Contains(name)).ToList());
        }

        return all.GetRange(tables.Count, all.Count - tables.Count);
    }

    /// <summary>Indexes, sequences and partitions are parts of their table.</summary>
    private static bool GoesAnyway(Relation relation, ObjectName? target, DatabaseSchema after) => relation switch
    {
        TableIndex => true,
        Sequence { OwnerTable: not null } => true,
        Table { Bounds: not null } partition => partition.Inherits.Any(parent => parent == target || after.Relations.Find(parent) is null),
        _ => false,
    };

    private static bool IsTarget(Operation operation, ObjectName name) => operation is DropObject drop && drop.Object.Name.Name == name.Name;

    private static string Named(Relation relation) => relation switch
    {
        View { Materialized: true } => $"materialized view '{relation.Name}'",
        View => $"view '{relation.Name}'",
        Sequence => $"sequence '{relation.Name}'",
        _ => $"table '{relation.Name}'",
    };

    private static void Parts(Table table, Table left, Operation operation, List<string> gone)
    {
        var column = operation is DropColumn drop ? drop.Column : null;
        var name = operation is DropConstraint constraint ? constraint.Name : null;
        foreach (var old in table.Columns)
        {
            var now = left.Column(old.Name);
            if (now is null && old.Name != column && !old.Inherited) gone.Add($"column '{table.Name}.{old.Name}'");
            else if (old.Default is not null && now is { Default: null }) gone.Add($"the default of '{table.Name}.{old.Name}'");
        }

        gone.AddRange(table.Constraints
            .Where(old => old is { Inherited: false, Definition: ForeignKeyConstraint key } && old.Name != name && left.Constraint(old.Name) is null && (column is null || !key.Columns.Contains(column)))
            .Select(old => $"foreign key '{old.Name}' of '{table.Name}'"));
        gone.AddRange(table.Policies.Where(old => left.Policies.All(it => it.Name != old.Name)).Select(old => $"policy '{old.Name}' of '{table.Name}'"));
        gone.AddRange(table.Triggers.Where(old => !old.Inherited && left.Triggers.All(it => it.Name != old.Name)).Select(old => $"trigger '{old.Name}' of '{table.Name}'"));
    }
}
