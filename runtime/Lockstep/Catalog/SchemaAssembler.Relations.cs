using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Catalog;

/// <content>Tables, views, indexes and sequences.</content>
internal sealed partial class SchemaAssembler
{
    private IEnumerable<Relation> Relations()
    {
        var indexes = _data.Indexes.ToDictionary(row => row.Oid);
        var sequences = _data.Sequences.ToDictionary(row => row.Oid);
        var parts = new TableParts(
            _data.Constraints.Where(row => row.Relation != 0).ToLookup(row => row.Relation),
            _data.Triggers.ToLookup(row => row.Relation),
            _data.Rules.ToLookup(row => row.Relation),
            _data.Policies.ToLookup(row => row.Relation),
            _data.Indexes.ToLookup(row => row.Table));
        foreach (var row in _data.Classes)
        {
            Relation? relation = row.Kind switch
            {
                'r' or 'p' or 'f' => Table(row, parts),
                'v' or 'm' => View(row, parts),
                'i' or 'I' => Index(row, indexes[row.Oid]),
                'S' => Sequence(row, sequences[row.Oid]),
                _ => null,
            };
            if (relation is not null) yield return Finish(relation, Catalogs.Class, row.Oid, row.Owner);
        }
    }

    private sealed record TableParts(
        ILookup<uint, ConstraintRow> Constraints, ILookup<uint, TriggerRow> Triggers, ILookup<uint, RuleRow> Rules, ILookup<uint, PolicyRow> Policies, ILookup<uint, IndexRow> Indexes);

    private static T Stored<T>(T relation, ClassRow row)
        where T : Relation => relation with
    {
        Persistence = row.Persistence switch
        {
            't' => Persistence.Temporary,
            'u' => Persistence.Unlogged,
            _ => Persistence.Permanent,
        },
        Options = new([.. Options([.. row.Options.Where(option => !option.StartsWith("check_option=", StringComparison.Ordinal))]), .. Options(row.ToastOptions, "toast.")]),
        Tablespace = row.Tablespace,
    };

    private Table Table(ClassRow row, TableParts parts)
    {
        var notNulls = parts.Constraints[row.Oid].Where(constraint => constraint.Kind == 'n').ToDictionary(constraint => constraint.Column!.Value);
        var indexes = parts.Indexes[row.Oid].ToList();
        var table = new Table(_relations[row.Oid])
        {
            Columns = new(_attributes[row.Oid].Select(column => Column(column, notNulls.GetValueOrDefault(column.Number)))),
            Constraints = new(parts.Constraints[row.Oid].Where(constraint => constraint.Kind != 'n').Select(Constraint).OrderBy(constraint => constraint.Name, StringComparer.Ordinal)),
            Policies = new(parts.Policies[row.Oid].Select(policy => Policy(policy, _relations[row.Oid])).OrderBy(policy => policy.Name, StringComparer.Ordinal)),
            PartitionBy = row.PartitionKey,
            Bounds = row.Bounds,
            Inherits = new(row.Parents.Select(parent => _relations[parent])),
            RowSecurity = row.RowSecurity,
            RowSecurityForced = row.RowSecurityForced,
            ReplicaIdentity = row.ReplicaIdentity switch
            {
                // A foreign table has nothing to replicate.
                _ when row.Kind == 'f' => ReplicaIdentity.Default,
                'f' => ReplicaIdentity.Full,
                'n' => ReplicaIdentity.Nothing,
                'i' => ReplicaIdentity.Index,
                _ => ReplicaIdentity.Default,
            },
            ReplicaIndex = indexes.Where(index => index.IsReplicaIdentity).Select(index => _relations[index.Oid].Name).FirstOrDefault(),
            OfType = row.OfType is { } type ? Find(QualifiedName.Parse(type)) : null,
            Server = row.Server,
            ForeignOptions = ForeignOptions(row.ForeignOptions),
        };
        return Stored(Rows(table, row, parts), row);
    }

    private View View(ClassRow row, TableParts parts)
    {
        var view = new View(_relations[row.Oid], row.Query!.Trim().TrimEnd(';'))
        {
            Materialized = row.Kind == 'm',
            Uses = new(row.Uses.Where(_relations.ContainsKey).Select(used => _relations[used]).OrderBy(name => name)),
            Columns = new(_attributes[row.Oid].Select(column => Column(column, null) with { Collation = null })),
            CheckOption = row.Options.FirstOrDefault(option => option.StartsWith("check_option=", StringComparison.Ordinal))?["check_option=".Length..].ToUpperInvariant(),
        };
        return Stored(Rows(view, row, parts), row);
    }

    private T Rows<T>(T relation, ClassRow row, TableParts parts)
        where T : RowRelation => relation with
    {
        AccessMethod = row.AccessMethod is "heap" ? null : row.AccessMethod,
        ClusterIndex = parts.Indexes[row.Oid].Where(index => index.IsClustered).Select(index => _relations[index.Oid].Name).FirstOrDefault(),
        Triggers = new(parts.Triggers[row.Oid].Select(Trigger).OrderBy(trigger => trigger.Name, StringComparer.Ordinal)),
        Rules = new(parts.Rules[row.Oid].Select(rule => new SchemaRule(rule.Name, Read<CreateRule>(rule.Definition.TrimEnd(';'))) { State = State(rule.State), Comment = Comment(Catalogs.Rule, rule.Oid) })
            .OrderBy(rule => rule.Name, StringComparer.Ordinal)),
    };

    private Column Column(AttributeRow row, ConstraintRow? notNull) => new(row.Name, TypeOf(row.Type))
    {
        NotNull = row.NotNull,
        NotNullConstraint = notNull is null ? null : Constraint(notNull),
        Default = row.Generated == ' ' ? row.Expression : null,
        GeneratedAs = row.Generated == ' ' ? null : row.Expression,
        GeneratedVirtual = row.Generated == 'v',
        Identity = row.Identity switch
        {
            'a' => Identity.Always,
            'd' => Identity.ByDefault,
            _ => Identity.None,
        },
        Collation = row.Collation,
        Storage = row.Storage switch
        {
            'p' => "plain",
            'e' => "external",
            'm' => "main",
            'x' => "extended",
            _ => null,
        },
        Compression = row.Compression switch
        {
            'p' => "pglz",
            'l' => "lz4",
            _ => null,
        },
        Statistics = row.Statistics,
        Options = Options(row.Options),
        ForeignOptions = ForeignOptions(row.ForeignOptions),
        Comment = Comment(Catalogs.Class, row.Relation, row.Number),
        Inherited = row.Inherited,
        Local = row.Local,
    };

    private static EquatableArray<OptionSetting> ForeignOptions(string[] options) =>
        new(Options(options).Select(option => option with { Value = "'" + option.Value!.Replace("'", "''", StringComparison.Ordinal) + "'" }));

    private SchemaConstraint Constraint(ConstraintRow row)
    {
        var definition = Read<AddConstraint>($"ALTER TABLE t ADD CONSTRAINT {SqlIdentifier.Quote(row.Name)} {row.Definition}").Constraint;
        return new(row.Name, definition with { NotValid = !row.IsValid && !definition.NotEnforced })
        {
            Comment = Comment(Catalogs.Constraint, row.Oid),
            Inherited = row.Inherited,
            Local = row.Local,
            State = State(row.State),
            TargetState = State(row.TargetState),
        };
    }

    private SchemaTrigger Trigger(TriggerRow row) => new(row.Name, Read<CreateTrigger>(row.Definition))
    {
        State = State(row.State),
        Comment = Comment(Catalogs.Trigger, row.Oid),
        Inherited = row.Inherited,
        DropsWith = DropsWith(Catalogs.Trigger, row.Oid),
    };

    private SchemaPolicy Policy(PolicyRow row, ObjectName table) => new(row.Name, new(row.Name, table.ToQualifiedName())
    {
        Restrictive = !row.Permissive,
        Command = row.Command switch
        {
            'r' => "SELECT",
            'a' => "INSERT",
            'w' => "UPDATE",
            'd' => "DELETE",
            _ => "ALL",
        },
        Roles = Sorted(row.Roles),
        Using = row.Using,
        WithCheck = row.WithCheck,
    })
    { Comment = Comment(Catalogs.Policy, row.Oid) };

    private TableIndex Index(ClassRow row, IndexRow index)
    {
        var definition = Read<CreateIndex>(index.Definition);
        return Stored(
            new TableIndex(_relations[row.Oid], _relations[index.Table], definition.Elements)
            {
                Unique = definition.Unique,
                Method = definition.Method ?? "btree",
                Include = definition.Include,
                Where = definition.Where,
                NullsNotDistinct = definition.NullsNotDistinct,
                Constraint = index.Constraint,
                Parent = index.Parent is { } parent ? _relations[parent] : null,
                Invalid = !index.IsValid,
                Statistics = new(_attributes[row.Oid].Where(column => column.Statistics is not null).Select(column =>
                    new OptionSetting(column.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), column.Statistics!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
            },
            row);
    }

    private Sequence Sequence(ClassRow row, SequenceRow sequence)
    {
        var type = TypeOf(sequence.Type);
        var settings = new SequenceOptions
        {
            Increment = sequence.Increment,
            Minimum = sequence.Minimum,
            Maximum = sequence.Maximum,
            Start = sequence.Start,
            Cache = sequence.Cache,
            Cycle = sequence.Cycle,
        };
        return Stored(
            new Sequence(_relations[row.Oid], SequenceSettings.Normal(settings, type))
            {
                OwnerTable = sequence.OwnerTable is { } table ? _relations[table] : null,
                OwnerColumn = sequence.OwnerColumn,
                ForIdentity = sequence.Dependency == 'i',
            },
            row);
    }
}
