using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;

namespace Lockstep.Model.Schema;

/// <content>New names, and all that refers to the old ones.</content>
internal sealed partial class SchemaBuilder
{
    /// <summary>Gives a relation another name or schema.</summary>
    private bool Rekey(Relation relation, ObjectName name)
    {
        if (name == relation.Name) return true;
        if (RelationAt(name) is not null || (relation is RowRelation && _types.Find(name) is not null)) return Fail($"relation \"{name}\" already exists");
        var old = relation.Name;
        if (relation is RowRelation or Sequence)
        {
            Follow(old, name, ReferenceKind.Relation, ReferenceKind.RelationName, ReferenceKind.Type);
            FollowOthers(old.ToQualifiedName(), name.ToQualifiedName());
            FollowType(old.ToQualifiedName().ToSql(), name.ToQualifiedName().ToSql());
            relation = RelationAt(old)!;
        }

        Relations = Relations.Without(old).With(relation with { Name = name });
        if (relation is TableIndex { Constraint: { } constraint } index && RelationAt(index.Table) is Table owner)
        {
            Put((TableIndex)RelationAt(name)! with { Constraint = name.Name });
            Put(owner with { Constraints = Sorted(Replaced(owner.Constraints, it => it.Name == constraint, it => Named(it, name.Name))) });
        }

        foreach (var other in Relations.ToList())
        {
            if (Following(other, old, name) is var now && !ReferenceEquals(now, other)) Put(now);
        }

        if (relation is not RowRelation || old.Schema == name.Schema) return true;
        // Indexes and sequences go where their table goes.
        foreach (var moved in Relations.ToList())
        {
            if (moved is TableIndex it && it.Table == name) Rekey(it, it.Name with { Schema = name.Schema });
            else if (moved is Sequence sequence && sequence.OwnerTable == name) Rekey(sequence, sequence.Name with { Schema = name.Schema });
        }

        return true;
    }

    private static Relation Following(Relation relation, ObjectName old, ObjectName name)
    {
        switch (relation)
        {
            case TableIndex index:
                return index.Table == old || index.Parent == old ? index with { Table = index.Table == old ? name : index.Table, Parent = index.Parent == old ? name : index.Parent } : index;
            case Sequence sequence:
                return sequence.OwnerTable == old ? sequence with { OwnerTable = name } : sequence;
            case View view:
                return Following(view.Uses.Contains(old) ? view with { Uses = Replaced(view.Uses, used => used == old, _ => name) } : view, old, name);
            case Table table:
                var sql = old.ToQualifiedName();
                if (!table.Inherits.Contains(old) && table.ReplicaIndex != old.Name && !table.Constraints.Any(constraint => References(constraint, sql)) && !table.Policies.Any(policy => policy.Definition.Table == sql))
                {
                    return Following((RowRelation)table, old, name);
                }

                return Following(
                    table with
                    {
                        Inherits = Replaced(table.Inherits, parent => parent == old, _ => name),
                        ReplicaIndex = old == table.Name with { Name = table.ReplicaIndex ?? string.Empty } ? name.Name : table.ReplicaIndex,
                        Constraints = Replaced(
                            table.Constraints,
                            constraint => References(constraint, sql),
                            constraint => constraint with
                            {
                                Definition = (ForeignKeyConstraint)constraint.Definition with
                                {
                                    Target = ((ForeignKeyConstraint)constraint.Definition).Target with { Table = name.ToQualifiedName() },
                                },
                            }),
                        Policies = Replaced(
                            table.Policies,
                            policy => policy.Definition.Table == sql,
                            policy => policy with { Definition = policy.Definition with { Table = name.ToQualifiedName() } }),
                    },
                    old,
                    name);
            default:
                return relation;
        }
    }

    private static bool References(SchemaConstraint constraint, Sql.QualifiedName table) => constraint.Definition is ForeignKeyConstraint key && key.Target.Table == table;

    private static RowRelation Following(RowRelation relation, ObjectName old, ObjectName name)
    {
        var sql = old.ToQualifiedName();
        var isCluster = old == relation.Name with { Name = relation.ClusterIndex ?? string.Empty };
        if (!isCluster && relation.Triggers.All(trigger => trigger.Definition.Table != sql) && relation.Rules.All(rule => rule.Definition.Table != sql)) return relation;
        return relation with
        {
            ClusterIndex = isCluster ? name.Name : relation.ClusterIndex,
            Triggers = Replaced(
                relation.Triggers,
                trigger => trigger.Definition.Table == sql,
                trigger => trigger with { Definition = trigger.Definition with { Table = name.ToQualifiedName() } }),
            Rules = Replaced(
                relation.Rules,
                rule => rule.Definition.Table == sql,
                rule => rule with { Definition = rule.Definition with { Table = name.ToQualifiedName() } }),
        };
    }

    private bool RenameColumn(RowRelation relation, RenameColumn rename, bool isHandedDown = false)
    {
        if (relation is View && relation.Columns.IsEmpty) return true;
        if (relation.Column(rename.Column) is not { } own) return Fail($"column \"{rename.Column}\" does not exist");
        if (relation.Column(rename.NewName) is not null) return Fail($"column \"{rename.NewName}\" of relation \"{relation.Name}\" already exists");
        if (own.Inherited && !isHandedDown) return Fail($"cannot rename inherited column \"{rename.Column}\"");
        if (rename.Only && Children(relation.Name).Any()) return Fail($"inherited column \"{rename.Column}\" must be renamed in child tables too");
        FollowColumn(relation.Name, rename.Column, rename.NewName);
        relation = (RowRelation)RelationAt(relation.Name)!;
        EquatableArray<string> Names(EquatableArray<string> names) => Replaced(names, name => name == rename.Column, _ => rename.NewName);

        foreach (var index in Indexes(relation.Name).Where(index => index.Include.Contains(rename.Column)).ToList()) Put(index with { Include = Names(index.Include) });
        foreach (var sequence in Relations.OfType<Sequence>().Where(it => it.OwnerTable == relation.Name && it.OwnerColumn == rename.Column).ToList())
        {
            Put(sequence with { OwnerColumn = rename.NewName });
        }

        relation = relation with
        {
            Columns = Replaced(relation.Columns, column => column.Name == rename.Column, column => column with
            {
                Name = rename.NewName,
                NotNullConstraint = column.NotNullConstraint is { } constraint ? constraint with { Definition = new NotNullConstraint(constraint.Name, rename.NewName) { NotValid = constraint.Definition.NotValid, NoInherit = constraint.Definition.NoInherit } } : null,
            }),
            Grants = Replaced(relation.Grants, _ => true, grant => SchemaGrants.OfColumn(grant, rename.Column, rename.NewName)),
            Triggers = Replaced(
                relation.Triggers,
                trigger => trigger.Definition.Events.Any(on => ExpressionText.Uses(on, rename.Column)),
                trigger => trigger with { Definition = trigger.Definition with { Events = Replaced(trigger.Definition.Events, _ => true, on => ExpressionText.Rename(on, rename.Column, rename.NewName)) } }),
        };
        if (relation is View view && !view.ColumnNames.IsEmpty) relation = view with { ColumnNames = Names(view.ColumnNames) };
        else if (relation is View named) relation = named with { ColumnNames = new(named.Columns.Select(column => column.Name)) };
        if (relation is Table table) relation = table with { Constraints = Replaced(table.Constraints, _ => true, it => it with { Definition = Renamed(it.Definition, Names) }) };
        Put(relation);
        RenameReferenced(relation.Name, Names);
        // A child of two parents got the name from the other one already.
        foreach (var child in Children(relation.Name).Where(child => child.Column(rename.Column) is not null).ToList()) RenameColumn((RowRelation)RelationAt(child.Name)!, rename, isHandedDown: true);
        return true;
    }

    private void RenameReferenced(ObjectName target, Func<EquatableArray<string>, EquatableArray<string>> names)
    {
        var sql = target.ToQualifiedName();
        foreach (var table in Tables.Where(table => table.Constraints.Any(constraint => References(constraint, sql))).ToList())
        {
            Put(table with
            {
                Constraints = Replaced(
                    table.Constraints,
                    constraint => References(constraint, sql),
                    constraint =>
                    {
                        var key = (ForeignKeyConstraint)constraint.Definition;
                        return constraint with { Definition = key with { Target = key.Target with { Columns = names(key.Target.Columns) } } };
                    }),
            });
        }
    }

    private static TableConstraint Renamed(TableConstraint constraint, Func<EquatableArray<string>, EquatableArray<string>> names) => constraint switch
    {
        PrimaryKeyConstraint key => key with { Columns = names(key.Columns), Include = names(key.Include) },
        UniqueConstraint key => key with { Columns = names(key.Columns), Include = names(key.Include) },
        ForeignKeyConstraint key => key with
        {
            Columns = names(key.Columns),
            Target = key.Target with { OnDeleteColumns = names(key.Target.OnDeleteColumns) },
        },
        _ => constraint,
    };
}
