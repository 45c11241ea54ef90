using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <content>What is made and changed.</content>
internal sealed partial class SchemaTransition
{
    private void Make()
    {
        foreach (var table in InOrder(_to.Relations.OfType<Table>().Where(table => _from.Relations.Find(table.Name) is not Table))) Make(table);
        foreach (var (old, table) in Pairs<Table>())
        {
            if (old is not null && table is not null) Change(old, table);
        }

        foreach (var sequence in _to.Relations.OfType<Sequence>())
        {
            if (sequence is { ForIdentity: false, OwnerTable: { } owner, OwnerColumn: { } column } && (_from.Relations.Find(sequence.Name) as Sequence)?.OwnerTable != owner)
            {
                var sql = owner.ToQualifiedName().ToSql() + "." + Sql.SqlIdentifier.Quote(column);
                Add(new AlterSequence(sequence.Name.ToQualifiedName(), new() { OwnedBy = sql }));
            }
        }

        Indexes(ofViews: false);
        Keys(keys: false);
        Keys(keys: true);
        Routines(early: false);
        foreach (var view in InOrder(_to.Relations.OfType<View>().Where(view => Old(view) is null || !SameView((View)Old(view)!, view)).ToList()))
        {
            Add(Old(view) is null ? Write(view) : (CreateView)Write(view) with { OrReplace = true });
        }

        Indexes(ofViews: true);
    }

    /// <summary>Parts before the index that they are a part of: it takes those that are there.</summary>
    private void Indexes(bool ofViews)
    {
        var missing = Pairs<TableIndex>().Where(pair => pair.To is { Constraint: null } index && !SameIndex(IsRemade(index.Table) ? null : pair.From, index)).Select(pair => pair.To!).ToList();
        foreach (var index in missing.Where(index => _to.Relations.Find(index.Table) is View == ofViews).OrderBy(index => index.Parent is null ? 1 : 0))
        {
            // A new partition gets its indexes from the partitioned table.
            if (index.Parent is { } parent && _from.Relations.Find(parent) is not null && _from.Relations.Find(index.Table) is null) continue;
            if (index.Parent is not null && _from.Relations.Find(index.Table) is null && _to.FindTable(index.Table.ToQualifiedName()) is { Bounds: not null }) continue;
            Add(Write(index));
        }
    }

    private void Keys(bool keys)
    {
        foreach (var table in _to.Relations.OfType<Table>())
        {
            var old = _from.Relations.Find(table.Name) as Table;
            foreach (var constraint in table.Constraints.Where(constraint => !constraint.Inherited && constraint.Definition is ForeignKeyConstraint == keys))
            {
                var known = old?.Constraint(constraint.Name);
                if (known?.Definition == constraint.Definition) continue;
                if (known is not null && OnlyToValidate(known, constraint)) Add(new ValidateConstraint(table.Name.ToQualifiedName(), constraint.Name));
                else Add(new AddConstraint(table.Name.ToQualifiedName(), constraint.Definition));
            }
        }
    }

    /// <summary>Parents before children.</summary>
    private static IEnumerable<Table> InOrder(IEnumerable<Table> tables) => Sorted([.. tables], static (table, other) => table.Inherits.Contains(other.Name));

    private static IEnumerable<View> InOrder(IEnumerable<View> views) => Sorted([.. views], static (view, other) => view.Uses.Contains(other.Name));

    private static IEnumerable<T> Sorted<T>(List<T> items, Func<T, T, bool> needs)
        where T : class
    {
        while (items.Count > 0)
        {
            var next = items.Find(item => !items.Exists(other => !ReferenceEquals(item, other) && needs(item, other))) ?? items[0];
            items.Remove(next);
            yield return next;
        }
    }

    private void Make(Table table)
    {
        var name = table.Name.ToQualifiedName();
        var storage = new TableStorage { AccessMethod = table.AccessMethod, Options = table.Options, Tablespace = table.Tablespace };
        if (table.Bounds is { } bounds)
        {
            Add(new CreatePartition(name, table.Inherits[0].ToQualifiedName(), bounds) { PartitionBy = table.PartitionBy, Persistence = table.Persistence, Storage = storage, Server = table.Server });
            return;
        }

        Add(new CreateTable(name, new(table.Columns.Where(column => !column.Inherited && table.OfType is null).Select(column => Definition(table, column))), default)
        {
            Inherits = new(table.Inherits.Select(parent => parent.ToQualifiedName())),
            PartitionBy = table.PartitionBy,
            Temporary = table.Persistence == Persistence.Temporary,
            Unlogged = table.Persistence == Persistence.Unlogged,
            Storage = storage,
            Server = table.Server,
            ForeignOptions = table.ForeignOptions,
            OfType = table.OfType?.ToQualifiedName(),
        });
    }

    private ColumnDefinition Definition(Table table, Column column)
    {
        var sequence = _to.Relations.OfType<Sequence>().FirstOrDefault(it => it.ForIdentity && it.OwnerTable == table.Name && it.OwnerColumn == column.Name);
        return new(column.Name, column.Type)
        {
            NotNull = column.NotNull && column.Identity == Identity.None && (column.NotNullConstraint is null || IsPlain(table, column)),
            Constraints = column.NotNullConstraint is { } constraint && !IsPlain(table, column) ? EquatableArray.Of(constraint.Definition with { NotValid = false }) : default,
            ForeignOptions = column.ForeignOptions.IsEmpty ? null : string.Join(", ", column.ForeignOptions.Select(option => Sql.SqlIdentifier.Quote(option.Name) + " " + option.Value)),
            Default = column.Default,
            GeneratedAs = column.GeneratedAs,
            GeneratedVirtual = column.GeneratedVirtual,
            Identity = column.Identity,
            IdentitySequence = sequence is null ? SequenceOptions.None : sequence.Settings with { Type = null, SequenceName = sequence.Name.ToQualifiedName() },
            Collation = column.Collation,
            Storage = column.Storage,
            Compression = column.Compression,
        };
    }

    private void Change(Table old, Table table)
    {
        var name = table.Name.ToQualifiedName();
        foreach (var column in table.Columns.Where(column => !column.Inherited || _isLate))
        {
            if (old.Column(column.Name) is not { } known)
            {
                if (table.OfType is null) Add(new AddColumn(name, Definition(table, column)));
            }
            else if (known.GeneratedAs is null && column.GeneratedAs is not null)
            {
                // What a column is generated from can be said only when it is made.
                Add(new DropColumn(name, column.Name));
                Add(new AddColumn(name, Definition(table, column)));
            }
            else if (known != column)
            {
                Change(table, known, column);
            }
        }

        if (table.Bounds is { } bounds && old.Bounds is null) Add(new AttachPartition(table.Inherits[0].ToQualifiedName(), name, bounds));
        if (old.OfType != table.OfType) Add(new SetTableType(name, table.OfType?.ToQualifiedName()));
        if (old.Bounds is null && table.Bounds is null)
        {
            foreach (var parent in old.Inherits.Where(parent => !table.Inherits.Contains(parent))) Add(new SetInheritance(name, parent.ToQualifiedName(), false));
            foreach (var parent in table.Inherits.Where(parent => !old.Inherits.Contains(parent))) Add(new SetInheritance(name, parent.ToQualifiedName(), true));
        }

        if (old.RowSecurity != table.RowSecurity) Add(new SetRowSecurity(name, table.RowSecurity));
        if (old.RowSecurityForced != table.RowSecurityForced) Add(new SetRowSecurityForced(name, table.RowSecurityForced));
        if (old.Persistence != table.Persistence) Add(new SetTableLogged(name, table.Persistence == Persistence.Permanent));
        if (old.Tablespace != table.Tablespace) Add(new SetTableTablespace(name, table.Tablespace ?? "pg_default"));
        if (old.AccessMethod != table.AccessMethod) Add(new SetTableAccessMethod(name, table.AccessMethod ?? "heap"));
        var options = ForeignOptions(old.ForeignOptions, table.ForeignOptions);
        if (options.Length > 0) Add(new SetForeignOptions(name, options) { Relation = RelationKind.ForeignTable });
    }

    /// <summary>What turns options into others: <c>ADD a '1', SET b '2', DROP c</c>; empty if they are the same.</summary>
    private static string ForeignOptions(EquatableArray<OptionSetting> old, EquatableArray<OptionSetting> options)
    {
        var gone = old.Where(option => options.All(it => it.Name != option.Name)).Select(option => "DROP " + Sql.SqlIdentifier.Quote(option.Name));
        var set = options.Where(option => !old.Contains(option)).Select(option => (old.Any(it => it.Name == option.Name) ? "SET " : "ADD ") + Sql.SqlIdentifier.Quote(option.Name) + " " + option.Value);
        return string.Join(", ", gone.Concat(set));
    }

    private void Change(Table table, Column old, Column column)
    {
        var name = table.Name.ToQualifiedName();
        if (old.GeneratedAs is not null && column.GeneratedAs is null) Add(new DropExpression(name, column.Name));
        else if (old.GeneratedAs is not null && column.GeneratedAs is { } expression && expression != old.GeneratedAs) Add(new SetExpression(name, column.Name, expression));
        if (old.Identity != Identity.None && column.Identity == Identity.None) Add(new DropIdentity(name, column.Name));
        if (old.Type != column.Type || old.Collation != column.Collation)
        {
            var conversion = Sql.SqlIdentifier.Quote(column.Name) + "::" + column.Type;
            Add(new AlterColumnType(name, column.Name, column.Type) { Collation = column.Collation, Using = old.Type == column.Type || table.Server is not null || column.GeneratedAs is not null ? null : conversion });
        }

        if (old.Default != column.Default) Add(new SetColumnDefault(name, column.Name, column.Default));
        NotNull(table, old, column);
        if (old.Identity == Identity.None && column.Identity != Identity.None)
        {
            var definition = Definition(table, column);
            Add(new AddIdentity(name, column.Name, column.Identity) { Sequence = definition.IdentitySequence });
        }
        else if (old.Identity != column.Identity && column.Identity != Identity.None)
        {
            Add(new AlterIdentity(name, column.Name) { Identity = column.Identity });
        }

        var options = ForeignOptions(old.ForeignOptions, column.ForeignOptions);
        if (options.Length > 0) Add(new SetColumnForeignOptions(name, column.Name, options) { Relation = RelationKind.ForeignTable });
        // DEFAULT is known since PostgreSQL 16; the type's own way has a name too.
        if (old.Storage != column.Storage) Add(new SetColumnStorage(name, column.Name, column.Storage ?? Forms.NormalSchema.StorageOf(_to, column.Type) ?? "default"));
        if (old.Compression != column.Compression) Add(new SetColumnCompression(name, column.Name, column.Compression ?? "default"));
        if (old.Statistics != column.Statistics) Add(new SetColumnStatistics(name, column.Name, column.Statistics));
        var gone = old.Options.Where(option => column.Options.All(it => it.Name != option.Name)).Select(option => option.Name).ToList();
        if (gone.Count > 0) Add(new ResetColumnOptions(name, column.Name, new(gone)));
        var set = column.Options.Where(option => !old.Options.Contains(option)).ToList();
        if (set.Count > 0) Add(new SetColumnOptions(name, column.Name, new(set)));
    }

    private void NotNull(Table table, Column old, Column column)
    {
        var name = table.Name.ToQualifiedName();
        var (before, after) = (old.NotNullConstraint, column.NotNullConstraint);
        if (old.NotNull && !column.NotNull)
        {
            if (column.Identity == Identity.None) Add(new DropNotNull(name, column.Name));
        }
        else if (!old.NotNull && column.NotNull)
        {
            Add(after is null || IsPlain(table, column) ? new SetNotNull(name, column.Name) : new AddConstraint(name, after.Definition));
        }
        else if (before is not null && after is not null && before != after)
        {
            if (before.Name != after.Name) Add(new RenameConstraint(name, before.Name, after.Name));
            if (before.Definition.NotValid && !after.Definition.NotValid) Add(new ValidateConstraint(name, after.Name));
            if (before.Definition.NoInherit != after.Definition.NoInherit) Add(new AlterConstraint(name, after.Name) { Inherits = !after.Definition.NoInherit });
        }
    }

    /// <summary>Whether SET NOT NULL gives a column the constraint that it has.</summary>
    private static bool IsPlain(Table table, Column column) =>
        column.NotNullConstraint is { Definition: { NotValid: false, NoInherit: false } } constraint && constraint.Name == ObjectNaming.Choose(table.Name.Name, column.Name, ConstraintNaming.NotNull, static _ => false);

    private static CreateIndex Write(TableIndex index) => new(index.Name.Name, index.Table.ToQualifiedName(), index.Elements)
    {
        Only = index.Invalid && index.Parent is null,
        Unique = index.Unique,
        Method = index.Method == "btree" ? null : index.Method,
        Include = index.Include,
        Where = index.Where,
        NullsNotDistinct = index.NullsNotDistinct,
        Options = index.Options,
        Tablespace = index.Tablespace,
    };

    private static Operation Write(View view) => view.Materialized
        ? new CreateMaterializedView(view.Name.ToQualifiedName(), view.Query)
        {
            Columns = view.ColumnNames,
            Storage = new() { Options = view.Options, Tablespace = view.Tablespace, AccessMethod = view.AccessMethod },
        }
        : new CreateView(view.Name.ToQualifiedName(), view.Query)
        {
            Columns = view.ColumnNames,
            Recursive = view.Recursive,
            CheckOption = view.CheckOption,
            Options = view.Options,
            Temporary = view.Persistence == Persistence.Temporary,
        };
}
