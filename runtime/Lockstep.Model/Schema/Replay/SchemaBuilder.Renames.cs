using Lockstep.Model.Effects;
using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <content>New names, and all that refers to the old ones.</content>
internal sealed partial class SchemaBuilder
{
    /// <summary>Gives a relation another name or schema.</summary>
    private bool Rekey(Relation relation, ObjectName name)
    {
        if (name == relation.Name) return true;
        if (_relations.Find(name) is not null) return Fail($"relation \"{name}\" already exists");
        var old = relation.Name;
        _relations = _relations.Without(old).With(relation with { Name = name });
        if (relation is TableIndex { Constraint: { } constraint } index && _relations.Find(index.Table) is Table owner)
        {
            Put((TableIndex)_relations.Find(name)! with { Constraint = name.Name });
            Put(owner with { Constraints = Sorted(Replaced(owner.Constraints, it => it.Name == constraint, it => Named(it, name.Name))) });
        }

        foreach (var other in _relations.ToList()) Put(Following(other, old, name));
        if (relation is not RowRelation || old.Schema == name.Schema) return true;
        // Indexes and sequences go where their table goes.
        foreach (var moved in _relations.ToList())
        {
            if (moved is TableIndex it && it.Table == name) Rekey(it, it.Name with { Schema = name.Schema });
            else if (moved is Sequence sequence && sequence.OwnerTable == name) Rekey(sequence, sequence.Name with { Schema = name.Schema });
        }

        return true;
    }

    private Relation Following(Relation relation, ObjectName old, ObjectName name)
    {
        switch (relation)
        {
            case TableIndex index:
                return index with { Table = index.Table == old ? name : index.Table, Parent = index.Parent == old ? name : index.Parent };
            case Sequence sequence:
                return sequence.OwnerTable == old ? sequence with { OwnerTable = name } : sequence;
            case View view:
                return Following(view with { Uses = Replaced(view.Uses, used => used == old, _ => name) }, old, name);
            case Table table:
                var sql = old.ToQualifiedName();
                return Following(
                    table with
                    {
                        Inherits = Replaced(table.Inherits, parent => parent == old, _ => name),
                        ReplicaIndex = old == table.Name with { Name = table.ReplicaIndex ?? string.Empty } ? name.Name : table.ReplicaIndex,
                        ClusterIndex = old == table.Name with { Name = table.ClusterIndex ?? string.Empty } ? name.Name : table.ClusterIndex,
                        Columns = Replaced(table.Columns, column => IsNext(column, old), column => column with { Default = Next(name) }),
                        Constraints = Replaced(
                            table.Constraints,
                            constraint => constraint.Definition is ForeignKeyConstraint key && key.Target.Table == sql,
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

    private static RowRelation Following(RowRelation relation, ObjectName old, ObjectName name)
    {
        var sql = old.ToQualifiedName();
        return relation with
        {
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

    private static string Next(ObjectName sequence) => "nextval('" + sequence.ToQualifiedName().ToSql().Replace("'", "''") + "'::regclass)";

    /// <summary>Whether a default takes values of the sequence.</summary>
    private bool IsNext(Column column, ObjectName sequence) =>
        column.Default is { } value && value.StartsWith("nextval(", StringComparison.OrdinalIgnoreCase) && (value == Next(sequence) || Uses(value, sequence));

    private bool Uses(string nextValue, ObjectName sequence) =>
        SequenceUse.Of(nextValue).Any(name => name.Name == sequence.Name && Places(name).Contains(sequence.Schema));

    private bool RenameColumn(RowRelation relation, RenameColumn rename)
    {
        if (relation is View && relation.Column(rename.Column) is null) return true;
        if (relation.Column(rename.Column) is null) return Fail($"column \"{rename.Column}\" does not exist");
        if (relation.Column(rename.NewName) is not null) return Fail($"column \"{rename.NewName}\" of relation \"{relation.Name}\" already exists");
        string Text(string sql) => ExpressionText.Rename(sql, rename.Column, rename.NewName);
        string? TextOrNull(string? sql) => sql is null ? null : Text(sql);
        EquatableArray<string> Names(EquatableArray<string> names) => Replaced(names, name => name == rename.Column, _ => rename.NewName);

        foreach (var index in Indexes(relation.Name).ToList())
        {
            Put(index with { Elements = Replaced(index.Elements, _ => true, Text), Include = Names(index.Include), Where = TextOrNull(index.Where) });
        }

        foreach (var sequence in _relations.OfType<Sequence>().Where(it => it.OwnerTable == relation.Name && it.OwnerColumn == rename.Column).ToList())
        {
            Put(sequence with { OwnerColumn = rename.NewName });
        }

        relation = relation with
        {
            Columns = new(relation.Columns.Select(column => column.Name == rename.Column
                ? column with { Name = rename.NewName }
                : column with { GeneratedAs = TextOrNull(column.GeneratedAs) })),
            Triggers = Replaced(
                relation.Triggers,
                _ => true,
                trigger => trigger with { Definition = trigger.Definition with { Events = Replaced(trigger.Definition.Events, _ => true, Text), When = TextOrNull(trigger.Definition.When) } }),
        };
        if (relation is Table table)
        {
            relation = table with
            {
                Constraints = Replaced(table.Constraints, _ => true, it => it with { Definition = Renamed(it.Definition, Names, Text) }),
                Policies = Replaced(
                    table.Policies,
                    _ => true,
                    policy => policy with { Definition = policy.Definition with { Using = TextOrNull(policy.Definition.Using), WithCheck = TextOrNull(policy.Definition.WithCheck) } }),
            };
        }

        Put(relation);
        RenameReferenced(relation.Name, Names);
        // A child of two parents got the name from the other one already.
        foreach (var child in Children(relation.Name).Where(child => child.Column(rename.Column) is not null).ToList()) RenameColumn(child, rename);
        return true;
    }

    private void RenameReferenced(ObjectName target, Func<EquatableArray<string>, EquatableArray<string>> names)
    {
        var sql = target.ToQualifiedName();
        foreach (var table in Tables.ToList())
        {
            Put(table with
            {
                Constraints = Replaced(
                    table.Constraints,
                    constraint => constraint.Definition is ForeignKeyConstraint key && key.Target.Table == sql,
                    constraint =>
                    {
                        var key = (ForeignKeyConstraint)constraint.Definition;
                        return constraint with { Definition = key with { Target = key.Target with { Columns = names(key.Target.Columns) } } };
                    }),
            });
        }
    }

    private static TableConstraint Renamed(
        TableConstraint constraint, Func<EquatableArray<string>, EquatableArray<string>> names, Func<string, string> text) => constraint switch
    {
        PrimaryKeyConstraint key => key with { Columns = names(key.Columns), Include = names(key.Include) },
        UniqueConstraint key => key with { Columns = names(key.Columns), Include = names(key.Include) },
        ExclusionConstraint key => key with { Elements = new(key.Elements.Select(text)), Where = key.Where is null ? null : text(key.Where) },
        CheckConstraint check => check with { Condition = text(check.Condition) },
        ForeignKeyConstraint key => key with
        {
            Columns = names(key.Columns),
            Target = key.Target with { OnDeleteColumns = names(key.Target.OnDeleteColumns) },
        },
        _ => constraint,
    };
}
