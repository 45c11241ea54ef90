using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <content>New tables.</content>
internal sealed partial class SchemaBuilder
{
    private bool Create(CreateTable create)
    {
        if (NewRelation(create.Table, create.IfNotExists, create.Temporary) is not { } name || _failed) return true;
        var columns = new List<Column>();
        var constraints = new List<TableConstraint>();
        var parents = new List<ObjectName>();
        foreach (var parent in create.Inherits)
        {
            if (Find(parent) is not Table table) return Fail($"relation \"{parent}\" does not exist");
            parents.Add(table.Name);
            foreach (var column in table.Columns.Where(column => !columns.Exists(known => known.Name == column.Name))) columns.Add(Handed(column));
        }

        if (create.OfType is { } type)
        {
            if (FindType(type) is not CompositeType composite) return Fail($"type \"{type}\" does not exist");
            columns.AddRange(composite.Attributes);
        }

        Put(Defaulted(new Table(name)
        {
            Columns = new(columns),
            Inherits = new(parents),
            PartitionBy = create.PartitionBy,
            Persistence = create.Temporary ? Persistence.Temporary : create.Unlogged ? Persistence.Unlogged : Persistence.Permanent,
            Options = Merge(default, create.Storage.Options),
            Tablespace = Tablespace(create.Storage.Tablespace),
            AccessMethod = AccessMethod(create.Storage.AccessMethod),
            OfType = create.OfType is { } of ? FindType(of)?.Name : null,
            Server = create.Server,
            ForeignOptions = Merge(default, create.ForeignOptions, isQuoted: true),
        }, ObjectKind.Table));
        for (var at = 0; at <= create.Columns.Count; at++)
        {
            foreach (var like in create.Like.Where(like => like.Position == at)) TakeOver(name, like, constraints);
            if (at < create.Columns.Count) AddColumnTo(name, create.Columns[at], constraints, inTyped: create.OfType is not null);
        }

        constraints.AddRange(create.Constraints);
        foreach (var parent in parents) HandDownChecks(parent, name);
        AddConstraints(name, [.. constraints.Where(constraint => constraint is not ForeignKeyConstraint)]);
        foreach (var like in create.Like)
        {
            TakeOverIndexes(name, like);
            if ((like.Including & LikeOptions.Statistics) != LikeOptions.None && !_failed && Find(like.Table) is RowRelation known) TakeOverStatistics(name, known, (like.Including & LikeOptions.Comments) != LikeOptions.None);
        }

        AddConstraints(name, [.. constraints.Where(constraint => constraint is ForeignKeyConstraint)]);
        return true;
    }

    private static Column Handed(Column column) =>
        column with
        {
            Inherited = true,
            Local = false,
            Identity = Identity.None,
            Comment = null,
            Statistics = null,
            Options = default,
            NotNull = column.NotNull && column.NotNullConstraint is not { Definition.NoInherit: true },
            NotNullConstraint = column.NotNullConstraint is { Definition.NoInherit: false } constraint ? constraint with { Inherited = true, Local = false, Comment = null } : null,
        };

    /// <summary>Adds a column with its sequence, and notes its constraints.</summary>
    private void AddColumnTo(ObjectName tableName, ColumnDefinition definition, List<TableConstraint> constraints, bool inTyped = false)
    {
        if (RelationAt(tableName) is not Table table) return;
        var written = TypeOf(definition.Type);
        var serial = TypeNames.Serial(written);
        var known = table.Column(definition.Name);
        if (known is not null && !inTyped && !known.Inherited)
        {
            Fail($"column \"{definition.Name}\" of relation \"{tableName}\" already exists");
            return;
        }

        if (known is null && definition.Type.Length == 0)
        {
            Fail($"column \"{definition.Name}\" does not exist");
            return;
        }

        var column = (known ?? new Column(definition.Name, serial ?? written)) with
        {
            Default = definition.Default ?? known?.Default,
            GeneratedAs = definition.GeneratedAs ?? known?.GeneratedAs,
            GeneratedVirtual = definition.GeneratedVirtual || known?.GeneratedVirtual == true,
            Identity = definition.Identity,
            Collation = definition.Collation ?? known?.Collation,
            Storage = (definition.Storage?.ToLowerInvariant() is "default" ? null : definition.Storage?.ToLowerInvariant()) ?? known?.Storage,
            Compression = (definition.Compression == "default" ? null : definition.Compression) ?? known?.Compression,
            ForeignOptions = definition.ForeignOptions is { } foreign ? ForeignOptions(default, foreign) : default,
            Inherited = known?.Inherited ?? false,
            // A partition's own words about a column are no column of its own.
            Local = known is null || !inTyped,
        };
        if (string.Equals(column.Default, "null", StringComparison.OrdinalIgnoreCase)) column = column with { Default = null };
        if (serial is not null)
        {
            var sequence = AddOwnedSequence(table, definition.Name, new() { Type = serial }, forIdentity: false);
            column = column with { Default = "nextval('" + sequence.ToQualifiedName().ToSql().Replace("'", "''") + "'::regclass)" };
        }

        if (definition.Identity != Identity.None)
        {
            AddOwnedSequence(table, definition.Name, definition.IdentitySequence with { Type = definition.IdentitySequence.Type ?? column.Type }, forIdentity: true);
        }

        EquatableArray<Column> columns = known is null
            ? table.Columns.With(column)
            : Replaced(table.Columns, other => other.Name == column.Name, _ => column);
        Put((Table)RelationAt(tableName)! with { Columns = columns });
        constraints.AddRange(definition.AllConstraints());
        if (definition.NotNull || serial is not null || definition.Identity != Identity.None) constraints.Add(new NotNullConstraint(null, definition.Name));
    }

    private ObjectName AddOwnedSequence(Table table, string column, SequenceOptions options, bool forIdentity)
    {
        var name = options.SequenceName is { } given
            ? new ObjectName(given.Schema ?? table.Name.Schema, given.Name)
            : new(table.Name.Schema, ObjectNaming.Choose(table.Name.Name, column, "seq", taken => RelationAt(new(table.Name.Schema, taken)) is not null));
        Put(new Sequence(name, Normal(options))
        {
            OwnerTable = table.Name,
            OwnerColumn = column,
            ForIdentity = forIdentity,
            Persistence = options.Logged is { } logged ? logged ? Persistence.Permanent : Persistence.Unlogged : SequencePersistence(table.Persistence),
            Owner = table.Owner,
        });
        return name;
    }

    /// <summary>Before PostgreSQL 15 sequences of unlogged tables are logged.</summary>
    private Persistence SequencePersistence(Persistence table) => table == Persistence.Unlogged && _before.ServerVersion < 15 ? Persistence.Permanent : table;

    private static string? Tablespace(string? name) => name == "pg_default" ? null : name;

    private static string? AccessMethod(string? name) => name == "heap" ? null : name;

    private void TakeOver(ObjectName name, LikeTable like, List<TableConstraint> constraints)
    {
        if (FindType(like.Table) is CompositeType composite)
        {
            var whole = (Table)RelationAt(name)!;
            Put(whole with { Columns = new([.. whole.Columns, .. composite.Attributes]) });
            return;
        }

        if (Find(like.Table) is not RowRelation source)
        {
            Fail($"relation \"{like.Table}\" does not exist");
            return;
        }

        bool Takes(LikeOptions option) => (like.Including & option) == option;

        foreach (var column in source.Columns)
        {
            var table = (Table)RelationAt(name)!;
            if (table.Column(column.Name) is { } known)
            {
                if (!known.Inherited)
                {
                    Fail($"column \"{column.Name}\" specified more than once");
                    return;
                }

                SetColumns(table, column.Name, it => it with { Local = true });
                if (column.NotNull) constraints.Add(new NotNullConstraint(null, column.Name));
                continue;
            }

            var taken = new Column(column.Name, column.Type)
            {
                NotNull = column.NotNull,
                NotNullConstraint = column.NotNullConstraint is { } constraint ? constraint with { Inherited = false, Local = true, Comment = null, Definition = constraint.Definition with { NotValid = false } } : null,
                Collation = column.Collation,
                Default = Takes(LikeOptions.Defaults) ? column.Default : null,
                GeneratedAs = Takes(LikeOptions.Generated) ? column.GeneratedAs : null,
                GeneratedVirtual = Takes(LikeOptions.Generated) && column.GeneratedVirtual,
                Identity = Takes(LikeOptions.Identity) ? column.Identity : Identity.None,
                Storage = Takes(LikeOptions.Storage) ? column.Storage : null,
                Compression = Takes(LikeOptions.Compression) ? column.Compression : null,
                Comment = Takes(LikeOptions.Comments) ? column.Comment : null,
            };
            Put(table with { Columns = table.Columns.With(taken) });
            if (taken.Identity == Identity.None) continue;
            var sequence = Relations.OfType<Sequence>().FirstOrDefault(it => it.OwnerTable == source.Name && it.OwnerColumn == column.Name);
            AddOwnedSequence(table, column.Name, (sequence?.Settings ?? SequenceOptions.None) with { Type = column.Type }, forIdentity: true);
        }

        if (!Takes(LikeOptions.Constraints) || source is not Table original) return;
        constraints.AddRange(original.Constraints.Select(constraint => constraint.Definition).OfType<CheckConstraint>());
    }

    private void TakeOverIndexes(ObjectName name, LikeTable like)
    {
        if ((like.Including & LikeOptions.Indexes) == LikeOptions.None || _failed || Find(like.Table) is not Table source) return;
        foreach (var index in Indexes(source.Name).ToList()) CopyIndex(index, name, parent: null, withComment: (like.Including & LikeOptions.Comments) != LikeOptions.None);
    }

    private bool Create(CreateTableAs create)
    {
        if (NewRelation(create.Table, create.IfNotExists, create.Persistence == Persistence.Temporary) is not { } name || _failed) return true;
        Put(Defaulted(
            new Table(name)
            {
                Columns = Read(create.Query, create.Columns, null).Columns,
                Persistence = create.Persistence,
                Options = Merge(default, create.Storage.Options),
                Tablespace = Tablespace(create.Storage.Tablespace),
                AccessMethod = AccessMethod(create.Storage.AccessMethod),
            },
            ObjectKind.Table));
        return true;
    }

    private bool Create(CreatePartition create)
    {
        if (Find(create.Parent) is not Table parent) return Fail($"relation \"{create.Parent}\" does not exist");
        if (parent.PartitionBy is null) return Fail($"\"{create.Parent}\" is not partitioned");
        if (NewRelation(create.Table, create.IfNotExists, create.Persistence == Persistence.Temporary) is not { } name || _failed) return true;
        if (create.PartitionBy is null && Overlap(parent, create.Bounds) is { } overlap) return Fail($"partition \"{create.Table}\" would overlap partition \"{overlap}\"");
        Put(Defaulted(new Table(name)
        {
            // Since PostgreSQL 17 partitions share the identity of their table.
            Columns = new(parent.Columns.Select(column => Handed(column) with { Identity = _before.ServerVersion is null or >= 17 ? column.Identity : Identity.None })),
            Inherits = EquatableArray.Of(parent.Name),
            Bounds = create.Bounds,
            PartitionBy = create.PartitionBy,
            Persistence = create.Persistence == Persistence.Permanent ? parent.Persistence == Persistence.Temporary ? Persistence.Temporary : Persistence.Permanent : create.Persistence,
            Options = Merge(default, create.Storage.Options),
            Tablespace = Tablespace(create.Storage.Tablespace) ?? parent.Tablespace,
            AccessMethod = AccessMethod(create.Storage.AccessMethod) ?? (_before.ServerVersion is null or >= 17 ? parent.AccessMethod : null),
            Server = create.Server,
            ForeignOptions = Merge(default, create.ForeignOptions, isQuoted: true),
        }, ObjectKind.Table));
        var constraints = new List<TableConstraint>();
        foreach (var column in create.Columns) AddColumnTo(name, column, constraints, inTyped: true);
        HandDownChecks(parent.Name, name);
        AddConstraints(name, [.. constraints, .. create.Constraints]);
        HandDown(parent.Name, name);
        return true;
    }
}
