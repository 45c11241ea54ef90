using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Constraints and indexes, and what parents hand down.</content>
internal sealed partial class SchemaBuilder
{
    /// <summary>Adds constraints in PostgreSQL's order: checks, the primary key, other keys, foreign keys.</summary>
    private void AddConstraints(ObjectName table, IReadOnlyList<TableConstraint> constraints)
    {
        foreach (var check in constraints.Where(constraint => constraint is CheckConstraint or NotNullConstraint)) AddConstraintTo(table, check);
        foreach (var key in constraints.OfType<PrimaryKeyConstraint>()) AddConstraintTo(table, key);
        foreach (var key in constraints.Where(constraint => constraint is UniqueConstraint or ExclusionConstraint)) AddConstraintTo(table, key);
        foreach (var key in constraints.OfType<ForeignKeyConstraint>()) AddConstraintTo(table, key);
    }

    private void AddConstraintTo(ObjectName tableName, TableConstraint constraint, bool inherited = false)
    {
        if (_failed || RelationAt(tableName) is not Table table) return;
        switch (constraint)
        {
            case NotNullConstraint notNull:
                if (table.Column(notNull.Column) is null) Fail($"column \"{notNull.Column}\" of relation \"{table.Name}\" does not exist");
                else Require(table.Name, notNull.Column, notNull);
                return;
            case IndexConstraint key:
                AddKey(table, key);
                return;
            case ForeignKeyConstraint key when Resolve(table, key) is { } resolved:
                AddPlain(table, resolved, inherited);
                break;
            case CheckConstraint check:
                AddPlain(table, check, inherited);
                break;
        }

        if (_failed || constraint.NoInherit || (constraint is ForeignKeyConstraint && table.PartitionBy is null)) return;
        var name = constraint.Name ?? ((Table)RelationAt(tableName)!).Constraints.Last(it => !table.Constraints.Contains(it)).Name;
        foreach (var child in Children(tableName).ToList())
        {
            if (child.Constraint(name) is { Definition: CheckConstraint })
            {
                Put(child with { Constraints = Replaced(child.Constraints, it => it.Name == name, it => it with { Inherited = true }) });
                continue;
            }

            AddConstraintTo(child.Name, constraint with { Name = name }, inherited: true);
        }
    }

    private void AddPlain(Table table, TableConstraint constraint, bool inherited)
    {
        var name = constraint.Name ?? Choose(table, constraint);
        if (table.Constraint(name) is { } known)
        {
            // A check that a parent gives too is one check.
            if (known.Inherited && known.Definition is CheckConstraint && constraint is CheckConstraint)
            {
                Put(table with { Constraints = Replaced(table.Constraints, it => it.Name == name, it => it with { Local = true }) });
                return;
            }

            Fail($"constraint \"{name}\" for relation \"{table.Name}\" already exists");
            return;
        }

        Put(table with { Constraints = Sorted(table.Constraints.With(new(name, constraint with { Name = name }) { Inherited = inherited, Local = !inherited })) });
    }

    /// <summary>The name of a constraint that has no index.</summary>
    private string Choose(Table table, TableConstraint constraint)
    {
        var (columns, label) = ConstraintNaming.Of(constraint, table.Columns.Select(column => column.Name));
        return ObjectNaming.Choose(table.Name.Name, columns, label, taken => Relations.HasConstraint(table.Name.Schema, taken));
    }

    private static EquatableArray<SchemaConstraint> Sorted(EquatableArray<SchemaConstraint> constraints) =>
        new(constraints.OrderBy(constraint => constraint.Name, StringComparer.Ordinal));

    private ForeignKeyConstraint? Resolve(Table table, ForeignKeyConstraint key)
    {
        foreach (var column in key.Columns)
        {
            if (table.Column(column) is not null) continue;
            Fail($"column \"{column}\" referenced in foreign key constraint does not exist");
            return null;
        }

        if (key.NotValid && table.PartitionBy is not null && _before.ServerVersion < 18)
        {
            Fail($"cannot add NOT VALID foreign key on partitioned table \"{table.Name}\" referencing relation \"{key.Target.Table}\"");
            return null;
        }

        if (Find(key.Target.Table) is not Table target)
        {
            Fail($"relation \"{key.Target.Table}\" does not exist");
            return null;
        }

        var columns = key.Target.Columns;
        if (columns.IsEmpty)
        {
            if (target.Constraints.Select(constraint => constraint.Definition).OfType<PrimaryKeyConstraint>().FirstOrDefault() is not { } primary)
            {
                Fail($"there is no primary key for referenced table \"{target.Name}\"");
                return null;
            }

            columns = primary.Columns;
        }
        else if (!Indexes(target.Name).Any(index => index is { Unique: true, Where: null } && SameNames(index.Elements, columns)))
        {
            Fail($"there is no unique constraint matching given keys for referenced table \"{target.Name}\"");
            return null;
        }

        return key with { Target = key.Target with { Table = target.Name.ToQualifiedName(), Columns = columns } };
    }

    private static bool SameNames(EquatableArray<string> elements, EquatableArray<string> names) =>
        elements.Count == names.Count && names.All(name => elements.Contains(SqlIdentifier.Quote(name)));

    private void AddKey(Table table, IndexConstraint key)
    {
        if (key.UsingIndex is { } existing)
        {
            if (RelationAt(new(table.Name.Schema, existing)) is not TableIndex index || index.Table != table.Name)
            {
                Fail($"index \"{existing}\" does not exist");
                return;
            }

            if (Unfit(index, table) is { } obstacle)
            {
                Fail(obstacle);
                return;
            }

            var columns = new EquatableArray<string>(index.Elements.Select(element => ExpressionText.ColumnOf(element) ?? element));
            var keyName = key.Name ?? existing;
            Relations = Relations.Without(index.Name);
            Put(index with { Name = index.Name with { Name = keyName }, Constraint = keyName });
            IndexConstraint made = key is PrimaryKeyConstraint ? new PrimaryKeyConstraint(keyName, columns) : new UniqueConstraint(keyName, columns) { NullsNotDistinct = index.NullsNotDistinct };
            Finish(table, made with { Include = index.Include }, key, keyName);
            return;
        }

        var keyed = key switch
        {
            PrimaryKeyConstraint primary => primary.Columns,
            UniqueConstraint unique => unique.Columns,
            _ => default,
        };
        var elements = key is ExclusionConstraint exclusion ? new(exclusion.Elements.Select(ConstraintNaming.WithoutOperator)) : Quoted(keyed);
        foreach (var column in keyed)
        {
            if (table.Column(column) is null) Fail($"column \"{column}\" named in key does not exist");
        }

        foreach (var column in table.Columns.Where(column => table.PartitionBy is not null && key is not ExclusionConstraint && ExpressionText.Uses(table.PartitionBy, column.Name)))
        {
            var kind = key is PrimaryKeyConstraint ? "primary key" : "unique";
            if (!elements.Contains(SqlIdentifier.Quote(column.Name))) Fail($"{kind} constraint on partitioned table must include all partitioning columns: {column.Name} is not in it");
        }

        if (key is PrimaryKeyConstraint && table.Constraints.Any(constraint => constraint.Definition is PrimaryKeyConstraint))
        {
            Fail($"multiple primary keys for table \"{table.Name}\" are not allowed");
        }

        if (_failed) return;
        var name = key.Name ?? ChooseIndex(table.Name, key);
        if (RelationAt(new(table.Name.Schema, name)) is not null)
        {
            Fail($"relation \"{name}\" already exists");
            return;
        }

        var built = new TableIndex(new(table.Name.Schema, name), table.Name, elements)
        {
            Unique = key is not ExclusionConstraint,
            Method = (key as ExclusionConstraint)?.Method ?? (key.WithoutOverlaps ? "gist" : "btree"),
            Where = (key as ExclusionConstraint)?.Where,
            Include = key.Include,
            NullsNotDistinct = key is UniqueConstraint { NullsNotDistinct: true },
            Options = Merge(default, key.Options),
            Tablespace = key.Tablespace,
            Persistence = table.Persistence,
            Constraint = name,
        };
        Put(built);
        Finish(table, key, key, name);
        HandDownIndex(built);
    }

    /// <summary>What keeps an index from becoming a key's; null if nothing does.</summary>
    private static string? Unfit(TableIndex index, Table table)
    {
        var name = index.Name.Name;
        if (index.Constraint is not null) return $"index \"{name}\" is already associated with a constraint";
        if (index.Invalid) return $"index \"{name}\" is not valid";
        if (!index.Unique) return $"\"{name}\" is not a unique index";
        if (index.Where is not null) return $"\"{name}\" is a partial index";
        if (table.PartitionBy is not null) return "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables";
        if (index.Elements.Any(element => ExpressionText.ColumnOf(element) is null)) return $"index \"{name}\" contains expressions";
        // What follows a column's name is an order or operators of its own.
        var plain = index.Elements.ToList().FindIndex(element => SqlIdentifier.Quote(ExpressionText.ColumnOf(element)!) != element);
        return plain < 0 ? null : $"index \"{name}\" column number {plain + 1} does not have default sorting behavior";
    }

    /// <summary>Adds the constraint of a key whose index is there.</summary>
    private void Finish(Table table, IndexConstraint definition, IndexConstraint said, string name)
    {
        if (definition is PrimaryKeyConstraint primary)
        {
            if (primary.Columns.Select(table.Column).FirstOrDefault(column => column?.NotNullConstraint is { Definition.NotValid: true }) is { } open)
            {
                Fail($"incompatible NOT VALID constraint \"{open.NotNullConstraint!.Name}\" on relation \"{table.Name}\"");
                return;
            }

            foreach (var column in primary.Columns) Require(table.Name, column);
            table = (Table)RelationAt(table.Name)!;
        }

        var whole = definition with
        {
            Name = name,
            UsingIndex = null,
            Options = default,
            Tablespace = null,
            Deferrable = said.Deferrable,
            InitiallyDeferred = said.InitiallyDeferred,
        };
        Put(table with { Constraints = Sorted(table.Constraints.With(new(name, whole))) });
    }

    private static EquatableArray<string> Quoted(EquatableArray<string> names) => new(names.Select(SqlIdentifier.Quote));

    private string ChooseIndex(ObjectName table, TableConstraint key)
    {
        var (columns, label) = ConstraintNaming.Of(key, columns: null);
        return ObjectNaming.Choose(table.Name, columns, label, name => IsRelation(table, name) || Relations.HasConstraint(table.Schema, name));
    }

    private string ChooseIndex(ObjectName table, EquatableArray<string> elements, EquatableArray<string> include) =>
        ObjectNaming.Choose(table.Name, ConstraintNaming.OfIndex(elements, include), ConstraintNaming.Index, name => IsRelation(table, name));

    private bool IsRelation(ObjectName table, string name) => RelationAt(new(table.Schema, name)) is not null;

    private bool Create(CreateIndex create)
    {
        if (Find(create.Table) is not RowRelation table) return Fail($"relation \"{create.Table}\" does not exist");
        var name = create.Name ?? ChooseIndex(table.Name, create.Elements, create.Include);
        var whole = new ObjectName(table.Name.Schema, name);
        if (RelationAt(whole) is not null) return create.IfNotExists || Fail($"relation \"{name}\" already exists");
        foreach (var column in create.Elements.Select(ExpressionText.ColumnOf).OfType<string>().Concat(create.Include))
        {
            if (!table.Columns.IsEmpty && table.Column(column) is null) return Fail($"column \"{column}\" does not exist");
        }

        if (create.Unique && table is Table { PartitionBy: { } key } && PartitionKeys.Columns(key).Find(column => column is null || !create.Elements.Any(element => ExpressionText.ColumnOf(element) == column)) is { } missing)
        {
            return Fail($"unique constraint on partitioned table must include all partitioning columns: {missing} is not in it");
        }

        if (create.Concurrently && table is Table { PartitionBy: not null }) return Fail($"cannot create index on partitioned table \"{table.Name}\" concurrently");
        var index = new TableIndex(whole, table.Name, create.Elements)
        {
            Unique = create.Unique,
            Method = create.Method ?? "btree",
            Include = create.Include,
            Where = create.Where,
            NullsNotDistinct = create.NullsNotDistinct,
            Options = Merge(default, create.Options),
            Tablespace = create.Tablespace,
            Persistence = table.Persistence,
            Owner = table.Owner,
            Invalid = create.Only && Children(table.Name).Any() && table is Table { PartitionBy: not null },
        };
        Put(index);
        if (!create.Only) HandDownIndex(index);
        return true;
    }

    private void HandDownIndex(TableIndex index)
    {
        if (RelationAt(index.Table) is not Table { PartitionBy: not null }) return;
        foreach (var child in Children(index.Table).ToList()) AttachOrCopy(index, child.Name);
    }

    private void AttachOrCopy(TableIndex index, ObjectName child)
    {
        if (Indexes(child).FirstOrDefault(own => own.Parent is null && IsAlike(own, index)) is not { } same)
        {
            CopyIndex(index, child, index.Name);
            return;
        }

        Put(same with { Parent = index.Name });
        Complete(index.Name);
        if (index.Constraint is null || RelationAt(child) is not Table table) return;
        Put(table with { Constraints = Replaced(table.Constraints, it => it.Name == same.Constraint, it => it with { Inherited = true, Local = false }) });
    }

    /// <summary>A partitioned table's index is complete once each partition has its part.</summary>
    private void Complete(ObjectName name)
    {
        if (RelationAt(name) is not TableIndex { Invalid: true } index) return;
        var parts = Relations.OfType<TableIndex>().Where(part => part.Parent == name && !part.Invalid).Select(part => part.Table).ToList();
        if (!Children(index.Table).All(child => parts.Contains(child.Name))) return;
        Put(index with { Invalid = false });
        if (index.Parent is { } parent) Complete(parent);
    }

    /// <summary>Whether an index may be a part of another one. How they sort is no matter.</summary>
    private static bool IsAlike(TableIndex left, TableIndex right) =>
        (right.Constraint is null || left.Constraint is not null) && Effects.IndexShape.Of(left) == Effects.IndexShape.Of(right);

    private void CopyIndex(TableIndex index, ObjectName table, ObjectName? parent, bool withComment = false)
    {
        if (_failed || RelationAt(table) is not Table target) return;
        var source = (RelationAt(index.Table) as Table)?.Constraint(index.Constraint ?? string.Empty);
        var name = source is null ? ChooseIndex(table, index.Elements, index.Include) : ChooseIndex(table, source.Definition);
        var copy = index with { Name = new(table.Schema, name), Table = table, Constraint = source is null ? null : name, Parent = parent, Comment = withComment ? index.Comment : null, Persistence = target.Persistence, Owner = target.Owner, Invalid = false, Statistics = default };
        Put(copy);
        if (source is not null)
        {
            var constraint = source with { Name = name, Definition = source.Definition with { Name = name }, Comment = null, Inherited = parent is not null, Local = parent is null };
            foreach (var column in (source.Definition as PrimaryKeyConstraint)?.Columns ?? default)
            {
                if (target.Column(column) is { NotNull: false }) RequireOwn(target.Name, column, null, null, isHandedDown: false);
            }

            target = (Table)RelationAt(table)!;
            Put(target with { Constraints = Sorted(target.Constraints.With(constraint)) });
        }

        HandDownIndex(copy);
    }

    private void HandDownChecks(ObjectName parent, ObjectName child)
    {
        if (RelationAt(parent) is not Table source) return;
        foreach (var check in source.Constraints.Where(constraint => constraint.Definition is CheckConstraint { NoInherit: false }))
        {
            if (RelationAt(child) is not Table table) return;
            if (table.Constraint(check.Name) is null) Put(table with { Constraints = Sorted(table.Constraints.With(check with { Inherited = true, Local = false, Comment = null })) });
            else Put(table with { Constraints = Replaced(table.Constraints, it => it.Name == check.Name, it => it with { Inherited = true, Local = it.Local && table.Bounds is null }) });
        }
    }

    /// <summary>Gives a new partition its indexes, keys, foreign keys and row triggers.</summary>
    private void HandDown(ObjectName parent, ObjectName child)
    {
        if (_failed || RelationAt(parent) is not Table source) return;
        foreach (var index in Indexes(parent).ToList()) AttachOrCopy(index, child);
        foreach (var key in source.Constraints.Where(constraint => constraint.Definition is ForeignKeyConstraint))
        {
            var table = (Table)RelationAt(child)!;
            var taken = table.Constraint(key.Name);
            // A key that the table has already, by whatever name, becomes the parent's.
            var same = table.Constraints.FirstOrDefault(own => !own.Inherited && own.Definition is ForeignKeyConstraint && own.Definition with { Name = key.Name } == key.Definition);
            if (same is not null)
            {
                Put(table with { Constraints = Replaced(table.Constraints, it => it == same, it => it with { Inherited = true, Local = false }) });
                continue;
            }

            AddConstraintTo(child, key.Definition with { Name = taken is null ? key.Name : null }, inherited: true);
        }

        HandDownTriggers(source, child);
    }

    private void HandDownTriggers(Table source, ObjectName child)
    {
        foreach (var trigger in source.Triggers.Where(trigger => trigger.Definition.ForEachRow))
        {
            var table = (Table)RelationAt(child)!;
            if (table.Triggers.Any(own => own.Name == trigger.Name)) continue;
            var copy = trigger with { Definition = trigger.Definition with { Table = child.ToQualifiedName() }, Inherited = true, Comment = null };
            Put(table with { Triggers = new(table.Triggers.With(copy).OrderBy(it => it.Name, StringComparer.Ordinal)) });
        }

        if (RelationAt(child) is not Table { PartitionBy: not null } partition) return;
        foreach (var grandchild in Children(child).ToList()) HandDownTriggers(partition, grandchild.Name);
    }

    private void SetColumns(Table table, string name, Func<Column, Column> change) =>
        Put(table with { Columns = Replaced(table.Columns, column => column.Name == name, change) });
}
