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

        foreach (var (old, index) in Pairs<TableIndex>())
        {
            if (index is { Constraint: null, Parent: null } && !SameIndex(old, index)) Add(Write(index));
        }

        Keys(keys: false);
        Keys(keys: true);
        Routines(inSql: true);
        var views = _to.Relations.OfType<View>().Where(view => !SameView(_from.Relations.Find(view.Name) as View, view)).ToList();
        foreach (var view in InOrder(views)) Add(Write(view));
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

        Add(new CreateTable(name, new(table.Columns.Where(column => !column.Inherited).Select(column => Definition(table, column))), default)
        {
            Inherits = new(table.Inherits.Select(parent => parent.ToQualifiedName())),
            PartitionBy = table.PartitionBy,
            Temporary = table.Persistence == Persistence.Temporary,
            Unlogged = table.Persistence == Persistence.Unlogged,
            Storage = storage,
            Server = table.Server,
        });
    }

    private ColumnDefinition Definition(Table table, Column column)
    {
        var sequence = _to.Relations.OfType<Sequence>().FirstOrDefault(it => it.ForIdentity && it.OwnerTable == table.Name && it.OwnerColumn == column.Name);
        return new(column.Name, column.Type)
        {
            NotNull = column.NotNull && column.Identity == Identity.None,
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
        foreach (var column in table.Columns.Where(column => !column.Inherited))
        {
            if (old.Column(column.Name) is not { } known) Add(new AddColumn(name, Definition(table, column)));
            else if (known != column) Change(table, known, column);
        }

        if (table.Bounds is { } bounds && old.Bounds is null) Add(new AttachPartition(table.Inherits[0].ToQualifiedName(), name, bounds));
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
        if (old.ReplicaIdentity != table.ReplicaIdentity || old.ReplicaIndex != table.ReplicaIndex) Add(new SetReplicaIdentity(name, table.ReplicaIdentity, table.ReplicaIndex));
        if (old.ClusterIndex != table.ClusterIndex) Add(new SetClusterIndex(name, table.ClusterIndex));
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
            Add(new AlterColumnType(name, column.Name, column.Type) { Collation = column.Collation, Using = old.Type == column.Type ? null : conversion });
        }

        if (old.Default != column.Default) Add(new SetColumnDefault(name, column.Name, column.Default));
        if (old.NotNullConstraint is { NotValid: true, Name: { } unproved } && column is { NotNull: true, NotNullConstraint: null })
        {
            Add(new ValidateConstraint(name, unproved));
            old = old with { NotNullConstraint = null };
        }

        var isOther = old.NotNull && column.NotNull && old.NotNullConstraint != column.NotNullConstraint;
        if (old.NotNull && (!column.NotNull || isOther) && column.Identity == Identity.None) Add(new DropNotNull(name, column.Name));
        if ((!old.NotNull || isOther) && column.NotNull) Add(column.NotNullConstraint is { } constraint ? new AddConstraint(name, constraint) : new SetNotNull(name, column.Name));
        if (old.Identity == Identity.None && column.Identity != Identity.None)
        {
            var definition = Definition(table, column);
            Add(new AddIdentity(name, column.Name, column.Identity) { Sequence = definition.IdentitySequence });
        }
        else if (old.Identity != column.Identity)
        {
            Add(new AlterIdentity(name, column.Name) { Identity = column.Identity });
        }

        if (old.Storage != column.Storage) Add(new SetColumnStorage(name, column.Name, column.Storage ?? "default"));
        if (old.Compression != column.Compression) Add(new SetColumnCompression(name, column.Name, column.Compression ?? "default"));
        if (old.Statistics != column.Statistics) Add(new SetColumnStatistics(name, column.Name, column.Statistics));
        var gone = old.Options.Where(option => column.Options.All(it => it.Name != option.Name)).Select(option => option.Name).ToList();
        if (gone.Count > 0) Add(new ResetColumnOptions(name, column.Name, new(gone)));
        var set = column.Options.Where(option => !old.Options.Contains(option)).ToList();
        if (set.Count > 0) Add(new SetColumnOptions(name, column.Name, new(set)));
    }

    private static CreateIndex Write(TableIndex index) => new(index.Name.Name, index.Table.ToQualifiedName(), index.Elements)
    {
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
            Storage = new() { Options = view.Options, Tablespace = view.Tablespace },
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
