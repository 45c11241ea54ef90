using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>What goes, and what goes with it.</content>
internal sealed partial class SchemaBuilder
{
    private bool Drop(QualifiedName name, RelationKind kind, bool ifExists, bool cascade)
    {
        if (Find(name) is not { } relation && _going.Any(gone => gone.Name == name.Name && (name.Schema is null || gone.Schema == name.Schema))) return true;
        if (Find(name) is not { } found) return ifExists || Fail($"{kind.ToString().ToLowerInvariant()} \"{name}\" does not exist");
        relation = found;
        var fits = (kind, relation) switch
        {
            (RelationKind.Table, Table table) => table.Server is null,
            (RelationKind.ForeignTable, Table table) => table.Server is not null,
            (RelationKind.View, View view) => !view.Materialized,
            (RelationKind.MaterializedView, View view) => view.Materialized,
            (RelationKind.Index, TableIndex) or (RelationKind.Sequence, Sequence) => true,
            _ => false,
        };
        if (!fits) return Fail($"\"{name}\" is not a {kind.ToString().ToLowerInvariant()}");
        if (relation is TableIndex { Constraint: { } constraint }) return Fail($"cannot drop index {name} because constraint {constraint} on table {((TableIndex)relation).Table} requires it");
        if (relation is TableIndex { Parent: not null }) return Fail($"cannot drop index {name} because the partitioned table's index requires it");
        if (relation is Table { Bounds: not null } partition) RemoveReferencesToParents(partition, cascade);
        if (!_failed) Remove(relation, cascade);
        return true;
    }

    /// <summary>Keys to a partitioned table need its partitions.</summary>
    private void RemoveReferencesToParents(Table partition, bool cascade)
    {
        var what = $"table {partition.Name}";
        for (var parent = partition; parent.Bounds is not null && RelationAt(parent.Inherits[0]) is Table above; parent = above)
        {
            if (!_going.Contains(above.Name)) RemoveReferences(above, cascade, what, key => true);
        }
    }

    private static string Word(Relation relation) => relation is TableIndex ? "index" : relation.GetType().Name.ToLowerInvariant();

    /// <summary>Says that something is needed, unless it goes too; true if it goes.</summary>
    private bool Goes(bool cascade, string what, string dependent)
    {
        if (!cascade) Fail($"cannot drop {what} because {dependent} depends on it");
        return cascade;
    }

    private void Remove(Relation relation, bool cascade)
    {
        if (_failed || RelationAt(relation.Name) is null) return;
        var what = Word(relation) + " " + relation.Name;
        foreach (var view in Relations.UsersOf<View>(relation.Name, static (view, name) => view.Name != name))
        {
            if (_going.Contains(view.Name) || Goes(cascade, what, "view " + view.Name)) Remove(view, cascade);
        }

        if (relation is Sequence) RemoveDefaults(relation.Name, cascade, what);
        Relations = Relations.Without(relation.Name);
        switch (relation)
        {
            case Table table:
                RemoveReferences(table, cascade, what);
                // Keys to the whole are keys to each partition, unless it goes because the whole does.
                for (var part = table; part is { Bounds: not null, Inherits: [var above] } && RelationAt(above) is Table whole; part = whole) RemoveReferences(whole, cascade, what);
                foreach (var child in Children(table.Name).ToList())
                {
                    if (table.PartitionBy is not null || _going.Contains(child.Name) || Goes(cascade, what, "table " + child.Name)) Remove(child, cascade);
                }

                break;
            case TableIndex index:
                Forget(index);
                foreach (var part in Parts(index)) RemoveIndex(part);
                return;
        }

        if (relation is not RowRelation) return;
        foreach (var index in Indexes(relation.Name)) Relations = Relations.Without(index.Name);
        Unpublish(relation.Name.ToQualifiedName());
        foreach (var sequence in Relations.UsersOf<Sequence>(relation.Name)) Remove(sequence, cascade);
        RemoveStatistics(relation.Name, null);
    }

    private void RemoveDefaults(ObjectName sequence, bool cascade, string what)
    {
        ReferenceFinder? finder = null;
        foreach (var relation in Relations)
        {
            if (relation is not Table table) continue;
            foreach (var column in table.Columns)
            {
                if (column.Default is null && column.GeneratedAs is null) continue;
                finder ??= new(Build(), sequence.Name, reference => reference.Kind == ReferenceKind.RelationName && reference.Target == sequence);
                if (!finder.IsIn(new Table(table.Name) { Columns = EquatableArray.Of(column) })) continue;
                if (_going.Contains(table.Name) || Goes(cascade, what, $"default value for column {column.Name} of table {table.Name}")) SetColumns(table, column.Name, it => it with { Default = null });
            }
        }
    }

    /// <summary>Foreign keys of other tables: to the table, or to some columns of it.</summary>
    private void RemoveReferences(Table target, bool cascade, string what, Func<ForeignKeyConstraint, bool>? which = null)
    {
        var sql = target.Name.ToQualifiedName();
        foreach (var table in Relations.UsersOf<Table>(target.Name))
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint.Definition is not ForeignKeyConstraint key || key.Target.Table != sql || (which is not null && !which(key))) continue;
                // A key to the table itself goes with it; one that a partition has from its parent goes with the parent's.
                if (table.Name != target.Name && !constraint.Inherited && !_going.Contains(table.Name) && !Goes(cascade, what, $"constraint {constraint.Name} on table {table.Name}")) return;
                if (table.Name == target.Name && which is not null && !Goes(cascade, what, $"constraint {constraint.Name} on table {table.Name}")) return;
                RemoveKey(table.Name, constraint.Name);
            }
        }
    }

    private void RemoveKey(ObjectName name, string constraint)
    {
        if (RelationAt(name) is Table table) Put(table with { Constraints = new(table.Constraints.Where(it => it.Name != constraint)) });
    }

    private IReadOnlyList<TableIndex> Parts(TableIndex index) => Relations.UsersOf<TableIndex>(index.Name, static (part, whole) => part.Parent == whole);

    private void RemoveIndex(TableIndex index)
    {
        Relations = Relations.Without(index.Name);
        Forget(index);
        if (index.Constraint is { } name && RelationAt(index.Table) is Table table)
        {
            Put(table with { Constraints = new(table.Constraints.Where(constraint => constraint.Name != name)) });
        }

        foreach (var part in Parts(index)) RemoveIndex(part);
    }

    /// <summary>A table does not remember an index that is gone.</summary>
    private void Forget(TableIndex index)
    {
        if (RelationAt(index.Table) is not RowRelation owner) return;
        if (owner.ClusterIndex == index.Name.Name) Put(owner = owner with { ClusterIndex = null });
        if (owner is Table table && table.ReplicaIndex == index.Name.Name) Put(table with { ReplicaIndex = null });
    }

    private bool Drop(Table table, DropConstraint drop)
    {
        if (table.Constraint(drop.Name) is not { } constraint)
        {
            return drop.IfExists || Fail($"constraint \"{drop.Name}\" of relation \"{table.Name}\" does not exist");
        }

        if (constraint.Inherited) return Fail($"cannot drop inherited constraint \"{drop.Name}\" of relation \"{table.Name}\"");
        if (drop.Only)
        {
            LeaveToChildren(table, child => Put(child with
            {
                Constraints = Replaced(child.Constraints, it => it.Name == drop.Name, it => it with { Inherited = false, Local = true }),
            }));
        }

        RemoveConstraint(table, constraint, drop.Cascade);
        return true;
    }

    private void LeaveToChildren(Table table, Action<Table> leave)
    {
        foreach (var child in Children(table.Name).ToList()) leave(child);
    }

    /// <summary>Takes a constraint away, with its index.</summary>
    /// <param name="table">The table.</param>
    /// <param name="constraint">What goes.</param>
    /// <param name="cascade">Whether what depends on it goes too.</param>
    /// <param name="withChildren">Whether children lose it; not if a column takes it along, for theirs may stay, and if it goes it takes theirs along.</param>
    private void RemoveConstraint(Table table, SchemaConstraint constraint, bool cascade, bool withChildren = true)
    {
        var columns = constraint.Definition switch
        {
            PrimaryKeyConstraint key => key.Columns,
            UniqueConstraint key => key.Columns,
            _ => default,
        };
        if (!columns.IsEmpty)
        {
            RemoveReferences(table, cascade, $"constraint {constraint.Name} on table {table.Name}", key => SameNames(Quoted(columns), key.Target.Columns));
        }

        if (_failed || RelationAt(table.Name) is not Table now) return;
        if (constraint.Definition is IndexConstraint && RelationAt(new(table.Name.Schema, constraint.Name)) is TableIndex index)
        {
            RemoveIndex(index);
            return;
        }

        Put(now with { Constraints = new(now.Constraints.Where(it => it.Name != constraint.Name)) });
        if (!withChildren) return;
        foreach (var child in Children(table.Name).Where(child => child.Constraint(constraint.Name) is { Inherited: true }).ToList())
        {
            if (child.Constraint(constraint.Name) is { Local: true }) Put(child with { Constraints = Replaced(child.Constraints, it => it.Name == constraint.Name, it => it with { Inherited = false }) });
            else RemoveConstraint(child, child.Constraint(constraint.Name)!, cascade);
        }
    }

    private bool Drop(Table table, DropColumn drop)
    {
        if (table.Column(drop.Column) is not { } column)
        {
            return drop.IfExists || Fail($"column \"{drop.Column}\" of relation \"{table.Name}\" does not exist");
        }

        if (column.Inherited) return Fail($"cannot drop inherited column \"{drop.Column}\"");
        if (table.OfType is not null) return Fail("cannot drop column from typed table");
        if (PartitionKeyOn(table, drop.Column) is { } keyed) return Fail($"cannot drop column \"{drop.Column}\" because it is part of the partition key of relation \"{keyed}\"");
        if (drop.Only) LeaveToChildren(table, child => SetColumns(child, drop.Column, it => it with { Inherited = false, Local = true }));
        if (RelationAt(table.Name) is Table now) RemoveColumn(now, drop.Column, drop.Cascade);
        return true;
    }

    /// <summary>The table, or partition of it, whose rows are divided by the column; null if none's are.</summary>
    private ObjectName? PartitionKeyOn(Table table, string column)
    {
        if (table.PartitionBy is not { } key) return null;
        if (ExpressionText.Uses(key, column)) return table.Name;
        return Children(table.Name).Select(child => PartitionKeyOn(child, column)).FirstOrDefault(found => found is not null);
    }

    private void RemoveColumn(Table table, string name, bool cascade)
    {
        var what = $"column {name} of table {table.Name}";
        foreach (var view in Relations.UsersOf<View>(table.Name))
        {
            if (!Depends(view, table.Name, name)) continue;
            if (Goes(cascade, what, "view " + view.Name)) Remove(view, cascade);
        }

        foreach (var generated in table.Columns.Where(other => other.Name != name && ExpressionText.Uses(other.GeneratedAs, name)))
        {
            if (Goes(cascade, what, "column " + generated.Name)) RemoveColumn(table, generated.Name, cascade);
        }

        foreach (var policy in table.Policies.Where(policy => ExpressionText.Uses(policy.Definition.Using, name) || ExpressionText.Uses(policy.Definition.WithCheck, name)))
        {
            if (!Goes(cascade, what, $"policy {policy.Name} on table {table.Name}") || RelationAt(table.Name) is not Table now) continue;
            Put(now with { Policies = new(now.Policies.Where(it => it.Name != policy.Name)) });
        }

        foreach (var trigger in table.Triggers.Where(trigger => trigger.Definition.Events.Any(on => ExpressionText.Uses(on, name)) || ExpressionText.Uses(trigger.Definition.When, name)))
        {
            if (!Goes(cascade, what, $"trigger {trigger.Name} on table {table.Name}") || RelationAt(table.Name) is not Table now) continue;
            Put(now with { Triggers = new(now.Triggers.Where(it => it.Name != trigger.Name)) });
        }

        RemoveReferences(table, cascade, what, key => key.Target.Columns.Contains(name));
        if (_failed) return;
        foreach (var constraint in table.Constraints.Where(constraint => IsOn(constraint.Definition, name)).ToList())
        {
            if (RelationAt(table.Name) is Table now && now.Constraint(constraint.Name) is { } own) RemoveConstraint(now, own, cascade, withChildren: false);
        }

        foreach (var index in Indexes(table.Name).Where(index => IsOn(index, name)).ToList()) RemoveIndex(index);
        if (RelationAt(table.Name) is not Table left) return;
        Put(left with { Columns = new(left.Columns.Where(it => it.Name != name)) });
        foreach (var sequence in Relations.UsersOf<Sequence>(table.Name, (it, _) => it.OwnerColumn == name)) Remove(sequence, cascade);
        RemoveStatistics(table.Name, name);
        foreach (var child in Children(table.Name).Where(child => child.Column(name) is { Inherited: true }).ToList())
        {
            if (child.Column(name) is { Local: true }) SetColumns(child, name, it => it with { Inherited = false });
            else RemoveColumn(child, name, cascade);
        }
    }

    /// <summary>Whether a view needs a column.</summary>
    private bool Depends(View view, ObjectName table, string column) => ColumnFinder(table, column).IsIn(view);

    private ReferenceFinder ColumnFinder(ObjectName table, string column) =>
        new(Build(), column, reference => reference.Kind == ReferenceKind.Column && reference.Target == table && reference.Part == column);

    private static bool IsOn(TableIndex index, string column) =>
        index.Elements.Any(element => ExpressionText.Uses(element, column)) || index.Include.Contains(column) || ExpressionText.Uses(index.Where, column);

    private static bool IsOn(TableConstraint constraint, string column) => constraint switch
    {
        PrimaryKeyConstraint key => key.Columns.Contains(column) || key.Include.Contains(column),
        UniqueConstraint key => key.Columns.Contains(column) || key.Include.Contains(column),
        ExclusionConstraint key => key.Elements.Any(element => ExpressionText.Uses(element, column)) || ExpressionText.Uses(key.Where, column),
        ForeignKeyConstraint key => key.Columns.Contains(column),
        CheckConstraint check => ExpressionText.Uses(check.Condition, column),
        _ => false,
    };

    private void RemoveStatistics(ObjectName table, string? column)
    {
        foreach (var other in _others.ToList())
        {
            if (other.Definition is CreateStatistics statistics && statistics.Table == table.ToQualifiedName() &&
                (column is null || statistics.Elements.Any(element => ExpressionText.Uses(element, column))))
            {
                _others = _others.Without(other.Name);
            }
        }
    }

    /// <summary>What has expressions that need something: a view or index, a default, a check, and so on.</summary>
    private void RemoveUsers(ReferenceFinder finder, bool cascade, string what)
    {
        foreach (var view in Relations.OfType<View>().Where(finder.IsIn).ToList())
        {
            if (RelationAt(view.Name) is not null && Goes(cascade, what, "view " + view.Name)) Remove(view, cascade);
        }

        foreach (var index in Relations.OfType<TableIndex>().Where(finder.IsIn).ToList())
        {
            if (RelationAt(index.Name) is not null && Goes(cascade, what, "index " + index.Name)) RemoveIndex(index);
        }

        foreach (var table in Tables.Where(finder.IsIn).ToList()) RemoveUsers(table, finder, cascade, what);
        foreach (var domain in _types.OfType<DomainType>().Where(finder.IsIn).ToList())
        {
            if (!Goes(cascade, what, "type " + domain.Name)) return;
            var bare = domain with { Constraints = default };
            _types = _types.With(domain with
            {
                Default = finder.IsIn(bare) ? null : domain.Default,
                Constraints = new(domain.Constraints.Where(check => !finder.IsIn(domain with { Default = null, Constraints = EquatableArray.Of(check) }))),
            });
        }

        foreach (var routine in _routines.Where(finder.IsIn).ToList())
        {
            if (_routines.Find(routine.Name) is not null && Goes(cascade, what, "function " + routine.Name)) DropRoutine(routine, cascade);
        }
    }

    private void RemoveUsers(Table table, ReferenceFinder finder, bool cascade, string what)
    {
        // Each part is looked at alone, beside the table's columns that it may name.
        var bare = new Table(table.Name) { Columns = new(table.Columns.Select(column => column with { Default = null, GeneratedAs = null })) };
        string On(string kind, string name) => $"{kind} {name} on table {table.Name}";
        foreach (var column in table.Columns.Where(column => finder.IsIn(bare with { Columns = Replaced(bare.Columns, it => it.Name == column.Name, _ => column) })))
        {
            if (!Goes(cascade, what, On(column.GeneratedAs is null ? "default value for column" : "column", column.Name))) return;
            if (column.GeneratedAs is not null) RemoveColumn((Table)RelationAt(table.Name)!, column.Name, cascade);
            else SetColumns((Table)RelationAt(table.Name)!, column.Name, it => it with { Default = null });
        }

        foreach (var constraint in table.Constraints.Where(constraint => finder.IsIn(bare with { Constraints = EquatableArray.Of(constraint) })))
        {
            if (!constraint.Inherited && !Goes(cascade, what, On("constraint", constraint.Name))) return;
            if (RelationAt(table.Name) is Table now && now.Constraint(constraint.Name) is { } own) RemoveConstraint(now, own, cascade);
        }

        var policies = table.Policies.Where(policy => finder.IsIn(bare with { Policies = EquatableArray.Of(policy) })).ToList();
        var triggers = table.Triggers.Where(trigger => finder.IsIn(bare with { Triggers = EquatableArray.Of(trigger) })).ToList();
        var rules = table.Rules.Where(rule => finder.IsIn(bare with { Rules = EquatableArray.Of(rule) })).ToList();
        foreach (var (kind, name) in policies.Select(policy => ("policy", policy.Name)).Concat(triggers.Select(trigger => ("trigger", trigger.Name))).Concat(rules.Select(rule => ("rule", rule.Name))))
        {
            if (!Goes(cascade, what, On(kind, name))) return;
        }

        if (RelationAt(table.Name) is not Table left) return;
        Put(left with
        {
            Policies = new(left.Policies.Where(policy => !policies.Exists(gone => gone.Name == policy.Name))),
            Triggers = new(left.Triggers.Where(trigger => !triggers.Exists(gone => gone.Name == trigger.Name))),
            Rules = new(left.Rules.Where(rule => !rules.Exists(gone => gone.Name == rule.Name))),
        });
    }
}
