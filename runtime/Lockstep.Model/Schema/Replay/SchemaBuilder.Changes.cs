using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>ALTER TABLE and its like.</content>
internal sealed partial class SchemaBuilder
{
    private bool Change(TableChange change)
    {
        if (Find(change.Table) is not { } relation) return change.IfTableExists || Fail($"relation \"{change.Table}\" does not exist");
        return change switch
        {
            RenameTable rename => Rekey(relation, relation.Name with { Name = rename.NewName }),
            SetTableSchema set when !HasSchema(set.Schema) => Fail($"schema \"{set.Schema}\" does not exist"),
            SetTableSchema set => Rekey(relation, relation.Name with { Schema = set.Schema }),
            SetTableOptions set => Set(relation with { Options = Merge(relation.Options, set.Options) }),
            ResetTableOptions reset => Set(relation with { Options = Without(relation.Options, reset.Options) }),
            SetTableLogged set => Set(relation with { Persistence = set.Logged ? Persistence.Permanent : Persistence.Unlogged }),
            SetTableTablespace set => Set(relation with { Tablespace = set.Tablespace }),
            AttachIndexPartition attach when relation is TableIndex parent => Attach(parent, attach.Partition),
            SetColumnStatistics when relation is TableIndex => true,
            SetTableAccessMethod when relation is View => true,
            SetClusterIndex when relation is View { Materialized: true } => true,
            _ => relation is RowRelation rows ? Change(change, rows) : Fail($"\"{change.Table}\" is not a table"),
        };
    }

    private bool Change(TableChange change, RowRelation relation) => change switch
    {
        SetTriggerState { Trigger: { } name } when relation.Triggers.All(trigger => trigger.Name != name) =>
            Fail($"trigger \"{name}\" for table \"{relation.Name}\" does not exist"),
        SetTriggerState set => Set(relation with
        {
            Triggers = Replaced(relation.Triggers, trigger => set.Trigger is null || trigger.Name == set.Trigger, trigger => trigger with { State = set.State }),
        }),
        SetRuleState set => Set(relation with { Rules = Replaced(relation.Rules, rule => rule.Name == set.Rule, rule => rule with { State = set.State }) }),
        RenameColumn rename => RenameColumn(relation, rename),
        ColumnChange column when change is not DropColumn => ChangeColumn(relation, column),
        _ => relation is Table table ? Change(change, table) : Fail($"\"{relation.Name}\" is not a table"),
    };

    private bool Change(TableChange change, Table table)
    {
        switch (change)
        {
            case AddColumn add:
                return Add(table, add);
            case DropColumn drop:
                return Drop(table, drop);
            case AddConstraint add:
                AddConstraintTo(table.Name, add.Constraint);
                return true;
            case DropConstraint drop when NotNullOf(table, drop.Name) is { } column:
                return ChangeColumn(table, new DropNotNull(change.Table, column.Name) { Only = drop.Only });
            case DropConstraint drop:
                return Drop(table, drop);
            case ValidateConstraint validate when NotNullOf(table, validate.Name) is { } column:
                return ValidateNotNull(table, column);
            case ValidateConstraint validate:
                return ChangeConstraint(table, validate.Name, constraint => constraint with { Definition = constraint.Definition with { NotValid = false } });
            case AlterConstraint alter:
                return ChangeConstraint(table, alter.Name, constraint => constraint with { Definition = Altered(constraint.Definition, alter) });
            case RenameConstraint rename:
                return RenameConstraint(table, rename);
            case SetTableAccessMethod set:
                return Set(table with { AccessMethod = set.Method });
            case SetClusterIndex set:
                return Set(table with { ClusterIndex = set.Index });
            case SetReplicaIdentity set:
                return Set(table with { ReplicaIdentity = set.Identity, ReplicaIndex = set.Index });
            case SetRowSecurity set:
                return Set(table with { RowSecurity = set.Enabled });
            case SetRowSecurityForced set:
                return Set(table with { RowSecurityForced = set.Forced });
            case SetInheritance set:
                return Inherit(table, set);
            case SetTableType set:
                return Set(table with { OfType = set.Type is { } type ? FindType(type)?.Name : null });
            case AttachPartition attach:
                return Attach(table, attach);
            case DetachPartition detach:
                return Detach(table, detach);
            default:
                return false;
        }
    }

    private bool Set(Relation relation)
    {
        Put(relation);
        return true;
    }

    private bool Add(Table table, AddColumn add)
    {
        if (table.Column(add.Column.Name) is not null)
        {
            return add.IfNotExists || Fail($"column \"{add.Column.Name}\" of relation \"{table.Name}\" already exists");
        }

        var constraints = new List<TableConstraint>();
        AddColumnTo(table.Name, add.Column, constraints);
        if (!add.Only)
        {
            foreach (var child in Children(table.Name).ToList()) HandDown(table.Name, child.Name, add.Column.Name);
        }

        AddConstraints(table.Name, constraints);
        return true;
    }

    private void HandDown(ObjectName parent, ObjectName childName, string column)
    {
        if (_relations.Find(parent) is not Table source || _relations.Find(childName) is not Table child || source.Column(column) is not { } given) return;
        if (child.Column(column) is null) Put(child with { Columns = child.Columns.With(Handed(given)) });
        else SetColumns(child, column, own => own with { Inherited = true });
        foreach (var grandchild in Children(childName).ToList()) HandDown(childName, grandchild.Name, column);
    }

    private bool ChangeColumn(RowRelation relation, ColumnChange change)
    {
        // The columns of a query with a star are not known.
        if (relation is View && relation.Column(change.Column) is null) return true;
        if (relation.Column(change.Column) is not { } column) return Fail($"column \"{change.Column}\" of relation \"{relation.Name}\" does not exist");
        switch (change)
        {
            case AlterColumnType when InTheWay(relation, column.Name) is { } obstacle:
                return Fail(obstacle);
            case AddIdentity add when relation is Table table:
                if (!column.NotNull) return Fail($"column \"{column.Name}\" of relation \"{relation.Name}\" must be declared NOT NULL before identity can be added");
                AddOwnedSequence(table, column.Name, add.Sequence with { Type = add.Sequence.Type ?? column.Type }, forIdentity: true);
                break;
            case DropIdentity drop when column.Identity == Identity.None:
                return drop.IfExists || Fail($"column \"{column.Name}\" of relation \"{relation.Name}\" is not an identity column");
            case AlterIdentity alter when IdentitySequence(relation, column.Name) is { } sequence:
                Put(sequence with { Settings = Normal(Merged(sequence.Settings, alter.Sequence)) });
                break;
            case DropIdentity when IdentitySequence(relation, column.Name) is { } sequence:
                _relations = _relations.Without(sequence.Name);
                break;
        }

        Put((RowRelation)_relations.Find(relation.Name)! with { Columns = Replaced(relation.Columns, it => it.Name == column.Name, it => Changed(it, change)) });
        if (change.Only || change is SetColumnStatistics or SetColumnOptions or ResetColumnOptions or AddIdentity or DropIdentity or AlterIdentity) return true;
        foreach (var child in Children(relation.Name).ToList()) ChangeColumn(child, change);
        return true;
    }

    /// <summary>What keeps a column's type from being changed; null if nothing does.</summary>
    private string? InTheWay(RowRelation relation, string column)
    {
        var what = $" depends on column {column} of table {relation.Name}";
        foreach (var view in _relations.OfType<View>().Where(view => view.Uses.Contains(relation.Name)))
        {
            if (Depends(view, relation.Name, column)) return $"cannot alter type of a column used by a view or rule: view {view.Name}" + what;
        }

        if (relation.Triggers.FirstOrDefault(trigger => trigger.Definition.Events.Any(on => ExpressionText.Uses(on, column)) || ExpressionText.Uses(trigger.Definition.When, column)) is { } trigger)
        {
            return $"cannot alter type of a column used in a trigger definition: trigger {trigger.Name} on table {relation.Name}" + what;
        }

        if (relation.Columns.FirstOrDefault(other => other.Name != column && ExpressionText.Uses(other.GeneratedAs, column)) is { } generated)
        {
            return $"cannot alter type of a column used by a generated column: column {generated.Name}" + what;
        }

        return relation is Table table && table.Policies.FirstOrDefault(policy => ExpressionText.Uses(policy.Definition.Using, column) || ExpressionText.Uses(policy.Definition.WithCheck, column)) is { } policy
            ? $"cannot alter type of a column used in a policy definition: policy {policy.Name} on table {table.Name}" + what
            : null;
    }

    private Sequence? IdentitySequence(RowRelation relation, string column) =>
        _relations.OfType<Sequence>().FirstOrDefault(sequence => sequence.ForIdentity && sequence.OwnerTable == relation.Name && sequence.OwnerColumn == column);

    private Column Changed(Column column, ColumnChange change) => change switch
    {
        AlterColumnType alter => column with { Type = TypeOf(alter.Type), Collation = alter.Collation },
        SetColumnDefault set => column with { Default = string.Equals(set.Default, "null", StringComparison.OrdinalIgnoreCase) ? null : set.Default },
        SetNotNull => column with { NotNull = true, NotNullConstraint = null },
        DropNotNull => column with { NotNull = false, NotNullConstraint = null },
        SetColumnStatistics set => column with { Statistics = set.Target },
        SetColumnOptions set => column with { Options = Merge(column.Options, set.Options) },
        ResetColumnOptions reset => column with { Options = Without(column.Options, reset.Options) },
        SetColumnStorage set => column with { Storage = set.Storage == "default" ? null : set.Storage.ToLowerInvariant() },
        SetColumnCompression set => column with { Compression = set.Method == "default" ? null : set.Method },
        AddIdentity add => column with { Identity = add.Identity },
        AlterIdentity alter => alter.Identity == Identity.None ? column : column with { Identity = alter.Identity },
        DropIdentity => column with { Identity = Identity.None },
        SetExpression set => column with { GeneratedAs = set.Expression },
        DropExpression => column with { GeneratedAs = null, GeneratedVirtual = false },
        _ => column,
    };

    private bool ChangeConstraint(Table table, string name, Func<SchemaConstraint, SchemaConstraint> change)
    {
        if (table.Constraint(name) is null) return Fail($"constraint \"{name}\" of relation \"{table.Name}\" does not exist");
        Put(table with { Constraints = Replaced(table.Constraints, constraint => constraint.Name == name, change) });
        foreach (var child in Children(table.Name).Where(child => child.Constraint(name) is { Inherited: true }).ToList()) ChangeConstraint(child, name, change);
        return true;
    }

    private static TableConstraint Altered(TableConstraint constraint, AlterConstraint alter) => constraint with
    {
        Deferrable = alter.Deferrable ?? constraint.Deferrable,
        InitiallyDeferred = alter.InitiallyDeferred ?? (alter.Deferrable == false ? false : constraint.InitiallyDeferred),
        NotEnforced = alter.Enforced is { } enforced ? !enforced : constraint.NotEnforced,
        NoInherit = alter.Inherits is { } inherits ? !inherits : constraint.NoInherit,
    };

    private bool RenameConstraint(Table table, RenameConstraint rename)
    {
        if (table.Constraint(rename.Name) is not { } constraint) return Fail($"constraint \"{rename.Name}\" for table \"{table.Name}\" does not exist");
        if (table.Constraint(rename.NewName) is not null) return Fail($"constraint \"{rename.NewName}\" for relation \"{table.Name}\" already exists");
        if (constraint.Definition is IndexConstraint && _relations.Find(new(table.Name.Schema, rename.Name)) is TableIndex index)
        {
            return Rekey(index, index.Name with { Name = rename.NewName });
        }

        Put(table with { Constraints = Sorted(Replaced(table.Constraints, it => it.Name == rename.Name, it => Named(it, rename.NewName))) });
        foreach (var child in Children(table.Name).Where(child => child.Constraint(rename.Name) is { Inherited: true, Definition: CheckConstraint }).ToList())
        {
            RenameConstraint(child, rename);
        }

        return true;
    }

    private static SchemaConstraint Named(SchemaConstraint constraint, string name) =>
        constraint with { Name = name, Definition = constraint.Definition with { Name = name } };

    private bool Inherit(Table table, SetInheritance set)
    {
        if (Find(set.Parent) is not Table parent) return Fail($"relation \"{set.Parent}\" does not exist");
        if (!set.Inherits)
        {
            Put(Released(table, parent.Name));
            return true;
        }

        if (IsUnder(parent, table.Name)) return Fail($"circular inheritance not allowed: {table.Name} is a parent of {parent.Name} already");
        foreach (var column in parent.Columns)
        {
            if (table.Column(column.Name) is not { } own) return Fail($"child table is missing column \"{column.Name}\"");
            if (column.NotNull && !own.NotNull) return Fail($"column \"{column.Name}\" in child table must be marked NOT NULL");
        }

        Put(table with
        {
            Inherits = table.Inherits.With(parent.Name),
            Columns = Replaced(table.Columns, column => parent.Column(column.Name) is not null, column => column with { Inherited = true }),
        });
        HandDownChecks(parent.Name, table.Name);
        return true;
    }

    /// <summary>Whether the table is the other one or inherits from it.</summary>
    private bool IsUnder(Table table, ObjectName other) =>
        table.Name == other || table.Inherits.Any(parent => _relations.Find(parent) is Table above && IsUnder(above, other));

    private static Table Released(Table table, ObjectName parent) => table with
    {
        Inherits = new(table.Inherits.Where(name => name != parent)),
        Columns = Replaced(table.Columns, column => column.Inherited, column => column with { Inherited = false, Local = true }),
        Constraints = Replaced(table.Constraints, constraint => constraint.Inherited, constraint => constraint with { Inherited = false, Local = true }),
        Triggers = new(table.Triggers.Where(trigger => !trigger.Inherited)),
        Bounds = null,
    };

    private bool Attach(Table table, AttachPartition attach)
    {
        if (Find(attach.Partition) is not Table partition) return Fail($"relation \"{attach.Partition}\" does not exist");
        if (table.PartitionBy is null) return Fail($"\"{table.Name}\" is not partitioned");
        if (partition.Bounds is not null) return Fail($"\"{partition.Name}\" is already a partition");
        if (IsUnder(table, partition.Name)) return Fail($"circular inheritance not allowed: {partition.Name} is a parent of {table.Name} already");
        foreach (var column in table.Columns)
        {
            if (partition.Column(column.Name) is not { } own) return Fail($"child table is missing column \"{column.Name}\"");
            if (column.NotNull && !own.NotNull) return Fail($"column \"{column.Name}\" in child table must be marked NOT NULL");
        }

        Put(partition with
        {
            Inherits = EquatableArray.Of(table.Name),
            Bounds = attach.Bounds,
            Columns = Replaced(partition.Columns, _ => true, column => column with { Inherited = true, Local = false }),
        });
        HandDownChecks(table.Name, partition.Name);
        HandDown(table.Name, partition.Name);
        return true;
    }

    private bool Detach(Table table, DetachPartition detach)
    {
        if (Find(detach.Partition) is not Table partition || !partition.Inherits.Contains(table.Name))
        {
            return Fail($"relation \"{detach.Partition}\" is not a partition of relation \"{table.Name}\"");
        }

        Put(Released(partition, table.Name));
        foreach (var index in Indexes(partition.Name).Where(index => index.Parent is not null).ToList()) Put(index with { Parent = null });
        return true;
    }

    private bool Attach(TableIndex parent, QualifiedName name)
    {
        if (Find(name) is not TableIndex index) return Fail($"index \"{name}\" does not exist");
        return Set(index with { Parent = parent.Name });
    }
}
