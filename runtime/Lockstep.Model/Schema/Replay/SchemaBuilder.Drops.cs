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
        Remove(relation, cascade);
        return true;
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
        if (_failed || _relations.Find(relation.Name) is null) return;
        var what = Word(relation) + " " + relation.Name;
        foreach (var view in _relations.OfType<View>().Where(view => view.Uses.Contains(relation.Name) && view.Name != relation.Name).ToList())
        {
            if (_going.Contains(view.Name) || Goes(cascade, what, "view " + view.Name)) Remove(view, cascade);
        }

        if (relation is Sequence) RemoveDefaults(relation.Name, cascade, what);
        _relations = _relations.Without(relation.Name);
        switch (relation)
        {
            case Table table:
                RemoveReferences(table, cascade, what);
                foreach (var child in Children(table.Name).ToList())
                {
                    if (table.PartitionBy is not null || _going.Contains(child.Name) || Goes(cascade, what, "table " + child.Name)) Remove(child, cascade);
                }

                break;
            case TableIndex index:
                foreach (var part in _relations.OfType<TableIndex>().Where(it => it.Parent == index.Name).ToList()) RemoveIndex(part);
                return;
        }

        if (relation is not RowRelation) return;
        foreach (var index in Indexes(relation.Name).ToList()) _relations = _relations.Without(index.Name);
        foreach (var sequence in _relations.OfType<Sequence>().Where(sequence => sequence.OwnerTable == relation.Name).ToList()) Remove(sequence, cascade);
        RemoveStatistics(relation.Name, null);
    }

    private void RemoveDefaults(ObjectName sequence, bool cascade, string what)
    {
        var finder = new ReferenceFinder(Build(), sequence.Name, reference => reference.Kind == ReferenceKind.RelationName && reference.Target == sequence);
        foreach (var table in Tables.ToList())
        {
            foreach (var column in table.Columns.Where(column => finder.IsIn(new Table(table.Name) { Columns = EquatableArray.Of(column) })))
            {
                if (_going.Contains(table.Name) || Goes(cascade, what, $"default value for column {column.Name} of table {table.Name}")) SetColumns(table, column.Name, it => it with { Default = null });
            }
        }
    }

    /// <summary>Foreign keys of other tables: to the table, or to some columns of it.</summary>
    private void RemoveReferences(Table target, bool cascade, string what, Func<ForeignKeyConstraint, bool>? which = null)
    {
        var sql = target.Name.ToQualifiedName();
        foreach (var table in Tables.ToList())
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint.Definition is not ForeignKeyConstraint key || key.Target.Table != sql || (which is not null && !which(key))) continue;
                // A key to the table itself goes with it; one that a partition has from its parent goes with the parent's.
                if (table.Name != target.Name && !constraint.Inherited && !_going.Contains(table.Name) && !Goes(cascade, what, $"constraint {constraint.Name} on table {table.Name}")) return;
                if (table.Name == target.Name && which is not null && !Goes(cascade, what, $"constraint {constraint.Name} on table {table.Name}")) return;
                if (_relations.Find(table.Name) is Table now) Put(now with { Constraints = new(now.Constraints.Where(it => it.Name != constraint.Name)) });
            }
        }
    }

    private void RemoveIndex(TableIndex index)
    {
        _relations = _relations.Without(index.Name);
        if (index.Constraint is { } name && _relations.Find(index.Table) is Table table)
        {
            Put(table with { Constraints = new(table.Constraints.Where(constraint => constraint.Name != name)) });
        }

        foreach (var part in _relations.OfType<TableIndex>().Where(it => it.Parent == index.Name).ToList()) RemoveIndex(part);
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

    private void RemoveConstraint(Table table, SchemaConstraint constraint, bool cascade)
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

        if (_failed || _relations.Find(table.Name) is not Table now) return;
        if (constraint.Definition is IndexConstraint && _relations.Find(new(table.Name.Schema, constraint.Name)) is TableIndex index)
        {
            RemoveIndex(index);
            return;
        }

        Put(now with { Constraints = new(now.Constraints.Where(it => it.Name != constraint.Name)) });
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
        if (drop.Only) LeaveToChildren(table, child => SetColumns(child, drop.Column, it => it with { Inherited = false, Local = true }));
        if (_relations.Find(table.Name) is Table now) RemoveColumn(now, drop.Column, drop.Cascade);
        return true;
    }

    private void RemoveColumn(Table table, string name, bool cascade)
    {
        var what = $"column {name} of table {table.Name}";
        foreach (var view in _relations.OfType<View>().Where(view => view.Uses.Contains(table.Name)).ToList())
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
            if (!Goes(cascade, what, $"policy {policy.Name} on table {table.Name}") || _relations.Find(table.Name) is not Table now) continue;
            Put(now with { Policies = new(now.Policies.Where(it => it.Name != policy.Name)) });
        }

        foreach (var trigger in table.Triggers.Where(trigger => trigger.Definition.Events.Any(on => ExpressionText.Uses(on, name)) || ExpressionText.Uses(trigger.Definition.When, name)))
        {
            if (!Goes(cascade, what, $"trigger {trigger.Name} on table {table.Name}") || _relations.Find(table.Name) is not Table now) continue;
            Put(now with { Triggers = new(now.Triggers.Where(it => it.Name != trigger.Name)) });
        }

        RemoveReferences(table, cascade, what, key => key.Target.Columns.Contains(name));
        if (_failed) return;
        foreach (var constraint in table.Constraints.Where(constraint => IsOn(constraint.Definition, name)).ToList())
        {
            if (_relations.Find(table.Name) is Table now && now.Constraint(constraint.Name) is { } own) RemoveConstraint(now, own, cascade);
        }

        foreach (var index in Indexes(table.Name).Where(index => IsOn(index, name)).ToList()) RemoveIndex(index);
        if (_relations.Find(table.Name) is not Table left) return;
        Put(left with { Columns = new(left.Columns.Where(it => it.Name != name)) });
        foreach (var sequence in _relations.OfType<Sequence>().Where(it => it.OwnerTable == table.Name && it.OwnerColumn == name).ToList()) Remove(sequence, cascade);
        RemoveStatistics(table.Name, name);
        foreach (var child in Children(table.Name).Where(child => child.Column(name) is { Inherited: true }).ToList())
        {
            if (child.Column(name) is { Local: true }) SetColumns(child, name, it => it with { Inherited = false });
            else RemoveColumn(child, name, cascade);
        }
    }

    /// <summary>
    /// Whether a view surely needs a column. Of two tables that both have one of the name, and of a star over a join, nobody can tell from the text.
    /// </summary>
    private bool Depends(View view, ObjectName table, string column) =>
        (ExpressionText.HasStar(view.Query) && view.Columns.Any(shown => shown.Name == column || !view.ColumnNames.IsEmpty)) ||
        (ExpressionText.Uses(view.Query, column) && !view.Uses.Any(other => other != table && (_relations.Find(other) as RowRelation)?.Column(column) is not null));

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
}
