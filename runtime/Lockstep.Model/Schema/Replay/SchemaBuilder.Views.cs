using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using Persistence = Lockstep.Model.Operations.Persistence;

namespace Lockstep.Model.Schema;

/// <content>Views, sequences, triggers, rules and policies.</content>
internal sealed partial class SchemaBuilder
{
    private bool Create(CreateView create)
    {
        var name = new ObjectName(CreationSchema(create.View, create.Temporary), create.View.Name);
        var known = _relations.Find(name);
        if (known is not null && !(create.OrReplace && known is View { Materialized: false })) return Fail($"relation \"{create.View}\" already exists");
        var view = known as View ?? new View(name, create.Query);
        Put(view with
        {
            Query = create.Query,
            Columns = ColumnsOf(create.Query, create.Columns),
            ColumnNames = create.Columns,
            Uses = UsedIn(create.Query, name),
            Recursive = create.Recursive,
            CheckOption = create.CheckOption,
            Options = Merge(default, create.Options),
            Persistence = create.Temporary ? Persistence.Temporary : Persistence.Permanent,
        });
        return true;
    }

    private bool Create(CreateMaterializedView create)
    {
        if (NewRelation(create.View, create.IfNotExists) is not { } name || _failed) return true;
        Put(new View(name, create.Query)
        {
            Materialized = true,
            Columns = ColumnsOf(create.Query, create.Columns),
            ColumnNames = create.Columns,
            Uses = UsedIn(create.Query, name),
            Options = Merge(default, create.Storage.Options),
            Tablespace = create.Storage.Tablespace,
        });
        return true;
    }

    private EquatableArray<ObjectName> UsedIn(string query, ObjectName self) =>
        new(ExpressionText.Names(query).Select(Find).OfType<RowRelation>().Select(relation => relation.Name).Where(name => name != self).Distinct().OrderBy(name => name));

    /// <summary>
    /// A query's columns, with their types where they are plainly a table's; none if a star or something else hides them.
    /// </summary>
    private EquatableArray<Column> ColumnsOf(string query, EquatableArray<string> names)
    {
        if (SqlParser.Parse(query).Statements.FirstOrDefault() is not SelectStatement { Body: SelectBody body }) return Named(default, names);
        var sources = body.From.Select(source => source is RelationSource { Relation: var relation } ? Find(new(relation.Name.Qualifier, relation.Name.Name)) as RowRelation : null).ToList();
        var columns = new List<Column>();
        foreach (var target in body.Targets)
        {
            if (target.Value is ColumnExpression { IsStar: true, Name: null } && sources is [{ Columns.IsEmpty: false } only])
            {
                columns.AddRange(only.Columns.Select(column => new Column(column.Name, column.Type)));
                continue;
            }

            if (target.Value is ColumnExpression { IsStar: true }) return Named(default, names);
            var name = target.Label?.Value ?? (target.Value as ColumnExpression)?.Name?.Name ?? (target.Value as FunctionCallExpression)?.Name.Name ?? "?column?";
            var type = target.Value is ColumnExpression { Name: { } path } && sources is [{ } source] ? source.Column(path.Name)?.Type : null;
            columns.Add(new(name, type ?? string.Empty));
        }

        return Named(new(columns), names);
    }

    private static EquatableArray<Column> Named(EquatableArray<Column> columns, EquatableArray<string> names) =>
        names.IsEmpty ? columns
        : columns.Count >= names.Count ? new(columns.Select((column, at) => at < names.Count ? column with { Name = names[at] } : column))
        : new(names.Select(name => new Column(name, string.Empty)));

    private bool Create(CreateSequence create)
    {
        if (NewRelation(create.Sequence, create.IfNotExists, create.Persistence == Persistence.Temporary) is not { } name || _failed) return true;
        var (table, column) = OwnerOf(create.Options.OwnedBy);
        Put(new Sequence(name, Normal(create.Options)) { Persistence = create.Persistence, OwnerTable = table, OwnerColumn = column });
        return true;
    }

    private bool Alter(AlterSequence alter)
    {
        if (Find(alter.Sequence) is not Sequence sequence) return alter.IfExists || Fail($"relation \"{alter.Sequence}\" does not exist");
        var (table, column) = alter.Options.OwnedBy is null ? (sequence.OwnerTable, sequence.OwnerColumn) : OwnerOf(alter.Options.OwnedBy);
        Put(sequence with { Settings = Normal(Merged(sequence.Settings, alter.Options)), OwnerTable = table, OwnerColumn = column });
        return true;
    }

    private (ObjectName? Table, string? Column) OwnerOf(string? owner)
    {
        if (owner is null or "NONE") return (null, null);
        var names = ExpressionText.Names(owner).ToList();
        if (names.Count < 2) return (null, null);
        var table = names.Count > 2 ? new QualifiedName(names[names.Count - 3].Name, names[names.Count - 2].Name) : new QualifiedName(null, names[0].Name);
        if (Find(table) is { } found) return (found.Name, names[names.Count - 1].Name);
        Fail($"relation \"{table}\" does not exist");
        return (null, null);
    }

    private static SequenceOptions Merged(SequenceOptions old, SequenceOptions change) => old with
    {
        Type = change.Type ?? old.Type,
        Increment = change.Increment ?? old.Increment,
        Minimum = change.NoMinimum ? null : change.Minimum ?? old.Minimum,
        Maximum = change.NoMaximum ? null : change.Maximum ?? old.Maximum,
        Start = change.Start ?? old.Start,
        Cache = change.Cache ?? old.Cache,
        Cycle = change.Cycle ?? old.Cycle,
    };

    /// <summary>The settings without what PostgreSQL takes anyway, and without where the sequence stands.</summary>
    private SequenceOptions Normal(SequenceOptions options) => SequenceSettings.Normal(options, options.Type is { } sql ? TypeOf(sql) : "int8");

    private bool Create(CreateTrigger create)
    {
        if (Find(create.Table) is not RowRelation relation) return Fail($"relation \"{create.Table}\" does not exist");
        var known = relation.Triggers.FirstOrDefault(trigger => trigger.Name == create.Name);
        if (known is not null && !create.OrReplace) return Fail($"trigger \"{create.Name}\" for relation \"{relation.Name}\" already exists");
        var trigger = new SchemaTrigger(create.Name, create with { Table = relation.Name.ToQualifiedName(), OrReplace = false, Origin = Origin.None });
        Put(relation with { Triggers = new(relation.Triggers.Where(it => it != known).Append(trigger).OrderBy(it => it.Name, StringComparer.Ordinal)) });
        if (!create.ForEachRow || relation is not Table { PartitionBy: not null }) return true;
        foreach (var child in Children(relation.Name).ToList()) HandDown(relation.Name, child.Name);
        return true;
    }

    private bool Create(CreateRule create)
    {
        if (Find(create.Table) is not RowRelation relation) return Fail($"relation \"{create.Table}\" does not exist");
        var known = relation.Rules.FirstOrDefault(rule => rule.Name == create.Name);
        if (known is not null && !create.OrReplace) return Fail($"rule \"{create.Name}\" for relation \"{relation.Name}\" already exists");
        var rule = new SchemaRule(create.Name, create with { Table = relation.Name.ToQualifiedName(), OrReplace = false, Origin = Origin.None });
        Put(relation with { Rules = new(relation.Rules.Where(it => it != known).Append(rule).OrderBy(it => it.Name, StringComparer.Ordinal)) });
        return true;
    }

    private bool Create(CreatePolicy create)
    {
        if (Find(create.Table) is not Table table) return Fail($"relation \"{create.Table}\" does not exist");
        if (table.Policies.Any(policy => policy.Name == create.Name)) return Fail($"policy \"{create.Name}\" for table \"{table.Name}\" already exists");
        var policy = new SchemaPolicy(create.Name, create with { Table = table.Name.ToQualifiedName(), Origin = Origin.None });
        Put(table with { Policies = new(table.Policies.Append(policy).OrderBy(it => it.Name, StringComparer.Ordinal)) });
        return true;
    }

    private bool Alter(AlterPolicy alter)
    {
        if (Find(alter.Table) is not Table table) return Fail($"relation \"{alter.Table}\" does not exist");
        if (table.Policies.All(policy => policy.Name != alter.Name)) return Fail($"policy \"{alter.Name}\" for table \"{table.Name}\" does not exist");
        Put(table with
        {
            Policies = Replaced(table.Policies, policy => policy.Name == alter.Name, policy => policy with
            {
                Definition = policy.Definition with
                {
                    Roles = alter.Roles.IsEmpty ? policy.Definition.Roles : alter.Roles,
                    Using = alter.Using ?? policy.Definition.Using,
                    WithCheck = alter.WithCheck ?? policy.Definition.WithCheck,
                },
            }),
        });
        return true;
    }
}
