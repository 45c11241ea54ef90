using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Views, sequences, triggers, rules and policies.</content>
internal sealed partial class SchemaBuilder
{
    private bool Create(CreateView create)
    {
        var name = new ObjectName(CreationSchema(create.View, create.Temporary), create.View.Name);
        if (_failed) return true;
        var known = RelationAt(name);
        if (known is not null && !(create.OrReplace && known is View { Materialized: false })) return Fail($"relation \"{create.View}\" already exists");
        var query = Read(create.Query, create.Columns, create.Recursive ? create.View.Name : null);
        if (known is View old && Replaces(old, query) is { } obstacle) return Fail(obstacle);
        var view = known as View ?? Defaulted(new View(name, create.Query), ObjectKind.Table);
        Put(view with
        {
            Query = query.Text,
            Columns = known is null ? query.Columns : new(query.Columns.Select(column => view.Column(column.Name) is { } before ? before with { Type = column.Type } : column)),
            ColumnNames = create.Columns,
            Uses = new(query.Uses.Where(used => used != name)),
            Recursive = create.Recursive,
            CheckOption = create.CheckOption ?? create.Options.FirstOrDefault(option => option.Name == "check_option")?.Value?.Trim('\'').ToUpperInvariant(),
            Options = Merge(default, create.Options.Where(option => option.Name != "check_option")),
            // What is made of temporary tables is temporary.
            Persistence = create.Temporary ? Persistence.Temporary : Persistence.Permanent,
        });
        return true;
    }

    /// <summary>What keeps a view from showing something else; null if nothing does.</summary>
    private static string? Replaces(View old, (string Text, EquatableArray<Column> Columns, EquatableArray<ObjectName> Uses) query)
    {
        if (old.Columns.IsEmpty || query.Columns.IsEmpty) return null;
        if (query.Columns.Count < old.Columns.Count) return "cannot drop columns from view";
        for (var at = 0; at < old.Columns.Count; at++)
        {
            var (before, now) = (old.Columns[at], query.Columns[at]);
            if (before.Name != now.Name) return $"cannot change name of view column \"{before.Name}\" to \"{now.Name}\"";
            if (before.Type != now.Type && before.Type.Length > 0 && now.Type.Length > 0) return $"cannot change data type of view column \"{before.Name}\" from {before.Type} to {now.Type}";
        }

        return null;
    }

    private bool Create(CreateMaterializedView create)
    {
        if (NewRelation(create.View, create.IfNotExists) is not { } name || _failed) return true;
        var query = Read(create.Query, create.Columns, null);
        Put(Defaulted(
            new View(name, query.Text)
            {
                Materialized = true,
                Columns = query.Columns,
                ColumnNames = create.Columns,
                Uses = query.Uses,
                Options = Merge(default, create.Storage.Options),
                Tablespace = Tablespace(create.Storage.Tablespace),
                AccessMethod = AccessMethod(create.Storage.AccessMethod),
            },
            ObjectKind.Table));
        return true;
    }

    /// <summary>
    /// A query as the catalog keeps it: with the columns that a star stands for today, the columns that it gives (none if that is not known), and the relations that it names.
    /// </summary>
    private (string Text, EquatableArray<Column> Columns, EquatableArray<ObjectName> Uses) Read(string sql, EquatableArray<string> names, string? recursive)
    {
        var schema = Build();
        var whole = recursive is null ? sql : ViewForms.Recursive(recursive, names, sql);
        if (Expressions.ReadQuery(schema.Names, whole) is not { } read) return (sql, Named(default, names), default);
        var columns = read.Query.IsOpen ? default : new EquatableArray<Column>(read.Query.Columns.Select(column => new Column(column.Name, column.Type.IsUntold ? string.Empty : Written(column.Type)) { Collation = column.Collation }));
        var uses = new EquatableArray<ObjectName>(read.Reader.References.Where(reference => reference.Kind == ReferenceKind.Relation).Select(reference => reference.Target).Distinct().OrderBy(name => name));
        return (recursive is null ? ReferenceMap.Edit(sql, read.Reader.Stars.Select(star => (star.Start, star.Length, star.Columns))) : sql, Named(columns, names), uses);
    }

    /// <summary>A type as columns have it.</summary>
    private static string Written(SqlType type) => type.Name.TrimEnd('[', ']') == "bpchar" && type.Modifier == "(1)" ? "char" + (type.IsArray ? "[]" : string.Empty) : type.ToString();

    private static EquatableArray<Column> Named(EquatableArray<Column> columns, EquatableArray<string> names) =>
        names.IsEmpty || columns.IsEmpty ? columns : new(columns.Select((column, at) => at < names.Count ? column with { Name = names[at] } : column));

    private bool Create(CreateSequence create)
    {
        if (NewRelation(create.Sequence, create.IfNotExists, create.Persistence == Persistence.Temporary) is not { } name || _failed) return true;
        var (table, column) = OwnerOf(create.Options.OwnedBy);
        Put(Defaulted(new Sequence(name, Normal(create.Options)) { Persistence = create.Persistence, OwnerTable = table, OwnerColumn = column }, ObjectKind.Sequence));
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
        foreach (var child in Children(relation.Name).ToList()) HandDownTriggers((Table)RelationAt(relation.Name)!, child.Name);
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
