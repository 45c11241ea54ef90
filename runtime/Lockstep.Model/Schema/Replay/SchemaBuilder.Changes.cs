using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

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
            SetTableOptions when relation is Table { PartitionBy: not null } => Fail("cannot specify storage parameters for a partitioned table"),
            SetTableOptions set => Set(relation with { Options = Merge(relation.Options, set.Options) }),
            ResetTableOptions reset => Set(relation with { Options = Without(relation.Options, reset.Options) }),
            SetTableLogged set => SetLogged(relation, set.Logged),
            SetTableTablespace set => Set(relation with { Tablespace = Tablespace(set.Tablespace) }),
            AttachIndexPartition attach when relation is TableIndex parent => Attach(parent, attach.Partition),
            SetColumnStatistics set when relation is TableIndex index => Set(index with
            {
                Statistics = set.Target is { } target ? Merge(index.Statistics, [new(set.Column, target.ToString(System.Globalization.CultureInfo.InvariantCulture))]) : Without(index.Statistics, [set.Column]),
            }),
            SetTableAccessMethod set when relation is View view => Set(view with { AccessMethod = AccessMethod(set.Method) }),
            SetClusterIndex set when relation is RowRelation rows => set.Index is { } index ? ClusterOn(rows.Name.ToQualifiedName(), index) : Set(rows with { ClusterIndex = null }),
            SetForeignOptions set when relation is Table { Server: not null } foreign => Set(foreign with { ForeignOptions = ForeignOptions(foreign.ForeignOptions, set.Options) }),
            _ => relation is RowRelation rows ? Change(change, rows) : Fail($"\"{change.Table}\" is not a table"),
        };
    }

    private bool Change(TableChange change, RowRelation relation) => change switch
    {
        SetTriggerState { Trigger: { } name } when relation.Triggers.All(trigger => trigger.Name != name) =>
            Fail($"trigger \"{name}\" for table \"{relation.Name}\" does not exist"),
        SetTriggerState set => SetState(relation, set),
        SetRuleState set when relation.Rules.All(rule => rule.Name != set.Rule) => Fail($"rule \"{set.Rule}\" for relation \"{relation.Name}\" does not exist"),
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
            case DropConstraint drop when NotNullColumn(table, drop.Name) is { } column:
                return Permit(table, column, new DropNotNull(drop.Table, column.Name) { Only = drop.Only });
            case DropConstraint drop:
                return Drop(table, drop);
            case ValidateConstraint validate when NotNullColumn(table, validate.Name) is { } column:
                return ChangeNotNull(table, column, constraint => constraint with { Definition = constraint.Definition with { NotValid = false } });
            case ValidateConstraint validate:
                return ChangeConstraint(table, validate.Name, constraint => constraint with { Definition = constraint.Definition with { NotValid = false } });
            case AlterConstraint alter when NotNullColumn(table, alter.Name) is { } column:
                return AlterNotNull(table, column, alter);
            case AlterConstraint alter when table.Constraint(alter.Name) is { Definition: not ForeignKeyConstraint }:
                return Fail($"constraint \"{alter.Name}\" of relation \"{table.Name}\" is not a foreign key constraint");
            case AlterConstraint alter:
                return ChangeConstraint(table, alter.Name, constraint => constraint with { Definition = Altered(constraint.Definition, alter) });
            case RenameConstraint rename when NotNullColumn(table, rename.Name) is { } column:
                return column.NotNullConstraint!.Inherited
                    ? Fail($"cannot rename inherited constraint \"{rename.Name}\"")
                    : ChangeNotNull(table, column, constraint => constraint.Name == rename.Name ? Renamed(constraint, rename.NewName) : constraint);
            case RenameConstraint rename:
                return RenameConstraint(table, rename);
            case SetTableAccessMethod when table.PartitionBy is not null && _before.ServerVersion < 17:
                return Fail($"cannot change access method of a partitioned table");
            case SetTableAccessMethod set:
                return Set(table with { AccessMethod = AccessMethod(set.Method) });
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

        if (table.Bounds is not null) return Fail("cannot add column to a partition");
        if (table.OfType is not null) return Fail("cannot add column to typed table");
        if (add.Only && Children(table.Name).Any()) return Fail("column must be added to child tables too");
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
        if (RelationAt(parent) is not Table source || RelationAt(childName) is not Table child || source.Column(column) is not { } given) return;
        if (child.Column(column) is null) Put(child with { Columns = child.Columns.With(Handed(given)) });
        else SetColumns(child, column, own => own with { Inherited = true });
        foreach (var grandchild in Children(childName).ToList()) HandDown(childName, grandchild.Name, column);
    }

    private bool ChangeColumn(RowRelation relation, ColumnChange change, bool isHandedDown = false)
    {
        // The columns of a query with a star are not known.
        if (relation is View && relation.Column(change.Column) is null) return true;
        if (relation.Column(change.Column) is not { } column) return Fail($"column \"{change.Column}\" of relation \"{relation.Name}\" does not exist");
        switch (change)
        {
            case SetNotNull when relation is Table required:
                Require(required.Name, column.Name, only: change.Only);
                return true;
            case DropNotNull drop when relation is Table permitted:
                return Permit(permitted, column, drop);
            case AlterColumnType when column.Inherited && !isHandedDown:
                return Fail($"cannot alter inherited column \"{column.Name}\"");
            case AlterColumnType alter when (InTheWay(relation, column) ?? Misfit(column, alter)) is { } obstacle:
                return Fail(obstacle);
            case AlterColumnType alter when column.Identity != Identity.None && IdentitySequence(relation, column.Name) is { } sequence:
                Put(sequence with { Settings = Normal(sequence.Settings with { Type = alter.Type }) });
                break;
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
                Relations = Relations.Without(sequence.Name);
                break;
        }

        Put((RowRelation)RelationAt(relation.Name)! with { Columns = Replaced(relation.Columns, it => it.Name == column.Name, it => Changed(it, change)) });
        if (change.Only || change is SetColumnOptions or ResetColumnOptions or SetColumnCompression) return true;
        // Since PostgreSQL 17 partitions share the identity of their table.
        if (change is AddIdentity or DropIdentity or AlterIdentity && !(_before.ServerVersion is null or >= 17 && relation is Table { PartitionBy: not null })) return true;
        foreach (var child in Children(relation.Name).ToList())
        {
            if (change is AddIdentity or DropIdentity or AlterIdentity) ShareIdentity(child, change);
            else ChangeColumn((RowRelation)RelationAt(child.Name)!, change, isHandedDown: true);
        }

        return true;
    }

    private void ShareIdentity(Table partition, ColumnChange change)
    {
        SetColumns(partition, change.Column, it => Changed(it, change));
        foreach (var child in Children(partition.Name).ToList()) ShareIdentity(child, change);
    }

    /// <summary>What keeps a column's values from being made values of another type; null if nothing does.</summary>
    private string? Misfit(Column column, AlterColumnType alter)
    {
        var types = Build().Names.Types;
        var (from, to) = (SqlType.Parse(column.Type), SqlType.Parse(TypeOf(alter.Type)));
        bool IsKnown(SqlType type) => BuiltIns.Type(type.Name.Replace("[]", string.Empty)) is not null || types.Find(type.Name.Replace("[]", string.Empty)) is not null;
        if (alter.Using is not null && column.GeneratedAs is not null) return "cannot specify USING when altering type of generated column";
        var isCast = IsCast(alter, column.Name);
        if ((alter.Using is not null && !isCast) || !IsKnown(from) || !IsKnown(to) || types.CanCoerce(from, to, isCast ? CastContext.Explicit : CastContext.Assignment)) return null;
        // A cast of the schema's own may do.
        if (_others.Any(other => other.Kind == ObjectKind.Cast && other.Name.Name == from.Name + " AS " + to.Name)) return null;
        return isCast ? $"cannot cast type {from} to {to}" : $"column \"{column.Name}\" cannot be cast automatically to type {alter.Type}";
    }

    /// <summary>Whether USING does no more than to cast the column to its new type.</summary>
    private bool IsCast(AlterColumnType alter, string column) =>
        alter.Using is { } sql && Sql.Syntax.SqlParser.ParseExpression(sql) is CastExpression { Value: ColumnExpression { IsStar: false, Name: { Parts.Count: 1 } name } } cast &&
        name.Name == column && TypeOf(cast.Type.TextIn(sql)) == TypeOf(alter.Type);

    /// <summary>A default under a new type: a string stays what it was read as.</summary>
    private static string? Cast(Column column) =>
        column.Default is { } text && SqlParser.ParseExpression(text) is ConstantExpression { Kind: ConstantKind.String } ? text + "::" + column.Type : column.Default;

    /// <summary>What keeps a column's type from being changed; null if nothing does.</summary>
    private string? InTheWay(RowRelation relation, Column changed)
    {
        var column = changed.Name;
        if (relation is Table { PartitionBy: { } key } && ExpressionText.Uses(key, column)) return $"cannot alter column \"{column}\" because it is part of the partition key of relation \"{relation.Name}\"";
        if (relation is Table { OfType: not null }) return "cannot alter column type of typed table";
        var what = $" depends on column {column} of table {relation.Name}";
        foreach (var view in Relations.OfType<View>().Where(view => view.Uses.Contains(relation.Name)))
        {
            if (Depends(view, relation.Name, column)) return $"cannot alter type of a column used by a view or rule: view {view.Name}" + what;
        }

        if (relation.Triggers.FirstOrDefault(trigger => trigger.Definition.Events.Any(on => ExpressionText.Uses(on, column)) || ExpressionText.Uses(trigger.Definition.When, column)) is { } trigger)
        {
            return $"cannot alter type of a column used in a trigger definition: trigger {trigger.Name} on table {relation.Name}" + what;
        }

        var finder = ColumnFinder(relation.Name, column);
        if (relation.Rules.FirstOrDefault(rule => finder.IsIn(new Table(relation.Name) { Columns = relation.Columns, Rules = EquatableArray.Of(rule) })) is { } rule)
        {
            return $"cannot alter type of a column used by a view or rule: rule {rule.Name} on table {relation.Name}" + what;
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
        Relations.OfType<Sequence>().FirstOrDefault(sequence => sequence.ForIdentity && sequence.OwnerTable == relation.Name && sequence.OwnerColumn == column);

    private Column Changed(Column column, ColumnChange change) => change switch
    {
        AlterColumnType alter => column with { Type = TypeOf(alter.Type), Default = Cast(column), Collation = alter.Collation, Storage = null, Compression = null },
        SetColumnDefault set => column with { Default = string.Equals(set.Default, "null", StringComparison.OrdinalIgnoreCase) ? null : set.Default },
        SetColumnStatistics set => column with { Statistics = set.Target },
        SetColumnOptions set => column with { Options = Merge(column.Options, set.Options) },
        ResetColumnOptions reset => column with { Options = Without(column.Options, reset.Options) },
        SetColumnStorage set => column with { Storage = string.Equals(set.Storage, "default", StringComparison.OrdinalIgnoreCase) ? null : set.Storage.ToLowerInvariant() },
        SetColumnCompression set => column with { Compression = string.Equals(set.Method, "default", StringComparison.OrdinalIgnoreCase) ? null : set.Method },
        SetColumnForeignOptions set => column with { ForeignOptions = ForeignOptions(column.ForeignOptions, set.Options) },
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

    private bool AlterNotNull(Table table, Column column, AlterConstraint alter)
    {
        var noInherit = alter.Inherits == false;
        SetColumns(table, column.Name, it => it with { NotNullConstraint = it.NotNullConstraint! with { Definition = it.NotNullConstraint!.Definition with { NoInherit = noInherit } } });
        foreach (var child in Children(table.Name).ToList())
        {
            if (noInherit) LeaveNotNull(child, column.Name);
            else RequireOwn(child.Name, column.Name, null, alter.Name, isHandedDown: true);
        }

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
        if (constraint.Definition is IndexConstraint && RelationAt(new(table.Name.Schema, rename.Name)) is TableIndex index)
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
            Columns = Replaced(table.Columns, column => parent.Column(column.Name) is not null, column => Taken(column, parent.Column(column.Name)!, isPartition: false)),
        });
        HandDownChecks(parent.Name, table.Name);
        return true;
    }

    /// <summary>A column that a parent gives from now on too.</summary>
    private Column Taken(Column column, Column given, bool isPartition) => column with
    {
        Inherited = true,
        Local = !isPartition,
        // Since PostgreSQL 17 partitions share the identity of their table.
        Identity = isPartition && _before.ServerVersion is null or >= 17 ? given.Identity : column.Identity,
        NotNullConstraint = column.NotNullConstraint is { } own && given.NotNullConstraint is { Definition.NoInherit: false } ? own with { Inherited = true, Local = own.Local && !isPartition } : column.NotNullConstraint,
    };

    /// <summary>Whether the table is the other one or inherits from it.</summary>
    private bool IsUnder(Table table, ObjectName other) =>
        table.Name == other || table.Inherits.Any(parent => RelationAt(parent) is Table above && IsUnder(above, other));

    private static Table Released(Table table, ObjectName parent) => table with
    {
        Inherits = new(table.Inherits.Where(name => name != parent)),
        Columns = Replaced(table.Columns, column => column.Inherited, column => column with
        {
            Inherited = false,
            Local = true,
            NotNullConstraint = column.NotNullConstraint is { } constraint ? constraint with { Inherited = false, Local = true } : null,
        }),
        Constraints = Replaced(table.Constraints, constraint => constraint.Inherited, constraint => constraint with { Inherited = false, Local = true }),
        Triggers = new(table.Triggers.Where(trigger => !trigger.Inherited)),
        Bounds = null,
    };

    private bool SetState(RowRelation relation, SetTriggerState set)
    {
        relation = relation with { Triggers = Replaced(relation.Triggers, trigger => set.Trigger is null || trigger.Name == set.Trigger, trigger => trigger with { State = set.State }) };
        if (relation is Table keyed && set is { Trigger: null, UserOnly: false })
        {
            // ALL means those too that enforce keys, on both sides.
            relation = keyed with
            {
                Constraints = Replaced(
                    keyed.Constraints,
                    constraint => constraint.Definition is ForeignKeyConstraint { NotEnforced: false } or IndexConstraint { Deferrable: true },
                    constraint => constraint with { State = set.State }),
            };
        }

        Put(relation);
        if (relation is not Table table) return true;
        var sql = table.Name.ToQualifiedName();
        foreach (var other in set is { Trigger: null, UserOnly: false } ? Tables.Where(other => other.Constraints.Any(constraint => References(constraint, sql))).ToList() : [])
        {
            Put(other with { Constraints = Replaced(other.Constraints, constraint => References(constraint, sql) && !constraint.Definition.NotEnforced && !(constraint.Inherited && other.Bounds is not null), constraint => constraint with { TargetState = set.State }) });
        }

        if (table.PartitionBy is null || set.Only) return true;
        foreach (var child in Children(table.Name).ToList())
        {
            if (set.Trigger is null || child.Triggers.Any(trigger => trigger.Name == set.Trigger && trigger.Inherited)) SetState((RowRelation)RelationAt(child.Name)!, set);
        }

        return true;
    }

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

        if (partition.Columns.FirstOrDefault(column => table.Column(column.Name) is null) is { } extra)
        {
            return Fail($"table \"{partition.Name}\" contains column \"{extra.Name}\" not found in parent \"{table.Name}\"");
        }

        Put(partition with
        {
            Inherits = EquatableArray.Of(table.Name),
            Bounds = attach.Bounds,
            Columns = Replaced(partition.Columns, _ => true, column => Taken(column, table.Column(column.Name)!, isPartition: true)),
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

        if (detach.Concurrently && Children(table.Name).Any(child => child.Bounds == "DEFAULT")) return Fail("cannot detach partitions concurrently when a default partition exists");
        if (detach.Finalize) return Fail($"cannot complete detaching partition \"{partition.Name}\": there's no pending concurrent detach");
        var released = Released(partition, table.Name);
        // What its checks say anyway need not be said.
        var check = detach.Concurrently && !IsWithin(released, table, partition.Bounds!) ? PartitionCheck.Of(table, partition, name => RelationAt(name) as Table) : null;
        Put(released);
        if (check is not null) AddConstraintTo(partition.Name, new CheckConstraint(null, check));
        foreach (var index in Indexes(partition.Name).Where(index => index.Parent is not null).ToList()) Put(index with { Parent = null });
        return true;
    }

    /// <summary>Whether the checks of a table prove that its rows are within the bounds of a partition, and of all that it is a part of.</summary>
    private bool IsWithin(Table table, Table parent, string bounds)
    {
        List<Effects.PartitionBounds> all = [];
        for (var (above, own) = (parent, (string?)bounds); above is not null && own is not null; own = above.Bounds, above = own is null ? null : RelationAt(above.Inherits[0]) as Table)
        {
            all.Add(Effects.PartitionBounds.Of(above, own));
        }

        return Effects.RowAlternatives.Prove(table, rows => all.TrueForAll(part => part.HoldsAll(rows)));
    }

    private bool Attach(TableIndex parent, QualifiedName name)
    {
        if (Find(name) is not TableIndex index) return Fail($"index \"{name}\" does not exist");
        if (index.Parent == parent.Name) return true;
        if (!IsAlike(index, parent)) return Fail($"cannot attach index \"{name}\" as a partition of index \"{parent.Name}\"");
        Put(index with { Parent = parent.Name });
        Complete(parent.Name);
        return true;
    }
}
