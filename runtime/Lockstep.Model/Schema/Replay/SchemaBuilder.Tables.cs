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

        Put(new Table(name)
        {
            Columns = new(columns),
            Inherits = new(parents),
            PartitionBy = create.PartitionBy,
            Persistence = create.Temporary ? Persistence.Temporary : create.Unlogged ? Persistence.Unlogged : Persistence.Permanent,
            Options = Merge(default, create.Storage.Options),
            Tablespace = create.Storage.Tablespace,
            AccessMethod = create.Storage.AccessMethod,
            OfType = create.OfType is { } of ? FindType(of)?.Name : null,
            Server = create.Server,
        });
        for (var at = 0; at <= create.Columns.Count; at++)
        {
            foreach (var like in create.Like.Where(like => like.Position == at)) TakeOver(name, like, constraints);
            if (at < create.Columns.Count) AddColumnTo(name, create.Columns[at], constraints, inTyped: create.OfType is not null);
        }

        constraints.AddRange(create.Constraints);
        foreach (var parent in parents) HandDownChecks(parent, name);
        AddConstraints(name, [.. constraints.Where(constraint => constraint is not ForeignKeyConstraint)]);
        foreach (var like in create.Like) TakeOverIndexes(name, like);
        AddConstraints(name, [.. constraints.Where(constraint => constraint is ForeignKeyConstraint)]);
        return true;
    }

    private static Column Handed(Column column) =>
        column with { Inherited = true, Local = false, Identity = Identity.None, Comment = null };

    /// <summary>Adds a column with its sequence, and notes its constraints.</summary>
    private void AddColumnTo(ObjectName tableName, ColumnDefinition definition, List<TableConstraint> constraints, bool inTyped = false)
    {
        if (_relations.Find(tableName) is not Table table) return;
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
            NotNull = definition.NotNull || serial is not null || definition.Identity != Identity.None || known?.NotNull == true ||
                definition.Constraints.Any(constraint => constraint is NotNullConstraint),
            Default = definition.Default ?? known?.Default,
            GeneratedAs = definition.GeneratedAs ?? known?.GeneratedAs,
            GeneratedVirtual = definition.GeneratedVirtual || known?.GeneratedVirtual == true,
            Identity = definition.Identity,
            Collation = definition.Collation ?? known?.Collation,
            Storage = definition.Storage ?? known?.Storage,
            Compression = definition.Compression ?? known?.Compression,
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
        Put(table with { Columns = columns });
        constraints.AddRange(definition.AllConstraints().Where(constraint => constraint is not NotNullConstraint));
    }

    private ObjectName AddOwnedSequence(Table table, string column, SequenceOptions options, bool forIdentity)
    {
        var name = options.SequenceName is { } given
            ? new ObjectName(given.Schema ?? table.Name.Schema, given.Name)
            : new(table.Name.Schema, ObjectNaming.Choose(table.Name.Name, column, "seq", taken => _relations.Find(new(table.Name.Schema, taken)) is not null));
        Put(new Sequence(name, Normal(options))
        {
            OwnerTable = table.Name,
            OwnerColumn = column,
            ForIdentity = forIdentity,
            Persistence = table.Persistence,
        });
        return name;
    }

    private void TakeOver(ObjectName name, LikeTable like, List<TableConstraint> constraints)
    {
        if (FindType(like.Table) is CompositeType composite)
        {
            var whole = (Table)_relations.Find(name)!;
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
            var table = (Table)_relations.Find(name)!;
            if (table.Column(column.Name) is { } known)
            {
                if (!known.Inherited)
                {
                    Fail($"column \"{column.Name}\" specified more than once");
                    return;
                }

                SetColumns(table, column.Name, it => it with { Local = true, NotNull = it.NotNull || column.NotNull });
                continue;
            }

            var taken = new Column(column.Name, column.Type)
            {
                NotNull = column.NotNull,
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
            var sequence = _relations.OfType<Sequence>().FirstOrDefault(it => it.OwnerTable == source.Name && it.OwnerColumn == column.Name);
            AddOwnedSequence(table, column.Name, (sequence?.Settings ?? SequenceOptions.None) with { Type = column.Type }, forIdentity: true);
        }

        if (!Takes(LikeOptions.Constraints) || source is not Table original) return;
        constraints.AddRange(original.Constraints.Select(constraint => constraint.Definition).OfType<CheckConstraint>());
    }

    private void TakeOverIndexes(ObjectName name, LikeTable like)
    {
        if ((like.Including & LikeOptions.Indexes) == LikeOptions.None || _failed || Find(like.Table) is not Table source) return;
        foreach (var index in Indexes(source.Name).ToList()) CopyIndex(index, name, parent: null);
    }

    private bool Create(CreateTableAs create)
    {
        if (NewRelation(create.Table, create.IfNotExists, create.Persistence == Persistence.Temporary) is not { } name || _failed) return true;
        Put(new Table(name)
        {
            Columns = ColumnsOf(create.Query, create.Columns),
            Persistence = create.Persistence,
            Options = Merge(default, create.Storage.Options),
            Tablespace = create.Storage.Tablespace,
            AccessMethod = create.Storage.AccessMethod,
        });
        return true;
    }

    private bool Create(CreatePartition create)
    {
        if (Find(create.Parent) is not Table parent) return Fail($"relation \"{create.Parent}\" does not exist");
        if (parent.PartitionBy is null) return Fail($"\"{create.Parent}\" is not partitioned");
        if (NewRelation(create.Table, create.IfNotExists, create.Persistence == Persistence.Temporary) is not { } name || _failed) return true;
        Put(new Table(name)
        {
            Columns = new(parent.Columns.Select(Handed)),
            Inherits = EquatableArray.Of(parent.Name),
            Bounds = create.Bounds,
            PartitionBy = create.PartitionBy,
            Persistence = create.Persistence,
            Options = Merge(default, create.Storage.Options),
            Tablespace = create.Storage.Tablespace,
            Server = create.Server,
        });
        var constraints = new List<TableConstraint>();
        foreach (var column in create.Columns) AddColumnTo(name, column, constraints, inTyped: true);
        HandDownChecks(parent.Name, name);
        AddConstraints(name, [.. constraints, .. create.Constraints]);
        HandDown(parent.Name, name);
        return true;
    }
}
