using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using static Lockstep.CodeFixes.Writing.CSharpText;

namespace Lockstep.CodeFixes.Writing;

/// <summary>
/// The verbs for an operation. They need not say all of it, for whoever asks compares what they note; so what has no verb is simply left out here.
/// </summary>
internal static partial class Chains
{
    /// <summary>The verbs that come closest; null if there are none.</summary>
    public static VerbChain? Of(Operation operation) => operation switch
    {
        TableChange change => OfChange(change),
        CreateTable create => OfTable(create),
        CreateIndex create => OfIndex(create),
        _ => OfTables(operation) ?? OfTypes(operation) ?? OfCode(operation) ?? OfRights(operation) ?? OfObjects(operation) ?? OfRows(operation) ??
            OfSettings(operation),
    };

    private static VerbChain? OfTables(Operation operation) => operation switch
    {
        DropTable drop => new VerbChain("Drop").Call("Table", Authored(drop.Table)).If(drop.IfExists, "IfExists").If(drop.Cascade, "Cascade"),
        DropIndex drop => new VerbChain("Drop").Call("Index", Authored(drop.Index))
            .If(drop.Concurrently, "Concurrently").If(drop.IfExists, "IfExists").If(drop.Cascade, "Cascade"),
        CreateTableAs create => new VerbChain("Create").Call("TableAs", Authored(create.Table), create.Query)
            .If(!create.Columns.IsEmpty, "Columns", new Rest(create.Columns)).If(create.IfNotExists, "IfNotExists")
            .If(create.Persistence == Persistence.Unlogged, "Unlogged").If(create.WithNoData, "WithNoData"),
        CreatePartition create => OfPartition(create),
        CreateSequence create => Sequence(
            new VerbChain("Create").Call("Sequence", Authored(create.Sequence)).If(create.IfNotExists, "IfNotExists")
                .If(create.Persistence == Persistence.Unlogged, "Unlogged"),
            create.Options),
        AlterSequence alter => Sequence(new VerbChain("Alter").Call("Sequence", Authored(alter.Sequence)).If(alter.IfExists, "IfExists"), alter.Options),
        CreateStatistics { Name: { } name } create => new VerbChain("Create").Call("Statistics", Authored(name))
            .Call("On", [Authored(create.Table), new Rest(create.Elements)])
            .If(!create.Kinds.IsEmpty, "Kinds", new Rest(create.Kinds)).If(create.IfNotExists, "IfNotExists"),
        SetStatisticsTarget set => new VerbChain("Alter").Call("Statistics", Authored(set.Name)).EndHead().Call("SetTarget", (object?)set.Target),
        _ => null,
    };

    private static VerbChain? OfIndex(CreateIndex create)
    {
        if (create.Name is not { } name) return null;
        var chain = new VerbChain("Create").Call("Index", name).Call("On", Authored(create.Table), new Rest(create.Elements))
            .If(create.Unique, "Unique").If(create.NullsNotDistinct, "NullsNotDistinct").If(create.Only, "Only").If(create.Method is not null, "Using", create.Method)
            .If(!create.Include.IsEmpty, "Include", new Rest(create.Include)).If(create.Where is not null, "Where", create.Where);
        foreach (var option in create.Options) chain.Call("WithOption", option.Name, option.Value);
        return chain.If(create.Tablespace is not null, "Tablespace", create.Tablespace).If(create.IfNotExists, "IfNotExists").If(create.Concurrently, "Concurrently");
    }

    private static VerbChain OfTable(CreateTable create)
    {
        var chain = new VerbChain("Create").Call("Table", Authored(create.Table)).If(create.IfNotExists, "IfNotExists").If(create.Unlogged, "Unlogged");
        for (var at = 0; at <= create.Columns.Count; at++)
        {
            foreach (var like in create.Like.Where(like => like.Position == at))
            {
                if (like.Including == LikeOptions.None) chain.Part("Like", Authored(like.Table));
                else chain.Part("Like", Authored(like.Table), like.Including);
            }

            if (at == create.Columns.Count) break;
            var column = create.Columns[at];
            Column(chain.Part("WithColumn", column.Name, TypeVerb.Of(column.Type)), column);
        }

        foreach (var constraint in create.Constraints) TableConstraint(chain, constraint);
        if (!create.Inherits.IsEmpty) chain.Part("Inherits", new Rest([.. create.Inherits.Select(Authored)]));
        if (create.PartitionBy is { } by) PartitionBy(chain, by);
        foreach (var option in create.Storage.Options) chain.Part("WithOption", option.Name, option.Value);
        if (create.Storage.Tablespace is { } tablespace) chain.Part("Tablespace", tablespace);
        return chain;
    }

    private static VerbChain OfPartition(CreatePartition create)
    {
        var chain = new VerbChain("Create").Call("Partition", Authored(create.Table)).Call("Of", Authored(create.Parent), create.Bounds)
            .If(create.IfNotExists, "IfNotExists");
        if (create.PartitionBy is { } by) PartitionBy(chain, by);
        foreach (var option in create.Storage.Options) chain.Call("WithOption", option.Name, option.Value);
        return chain.If(create.Storage.Tablespace is not null, "Tablespace", create.Storage.Tablespace);
    }

    private static void PartitionBy(VerbChain chain, string by)
    {
        var open = by.IndexOf('(');
        if (open < 0 || !by.EndsWith(")", StringComparison.Ordinal)) return;
        var key = by.Substring(open + 1, by.Length - open - 2);
        var verb = by.Substring(0, open).Trim().ToUpperInvariant() switch
        {
            "RANGE" => "PartitionByRange",
            "LIST" => "PartitionByList",
            "HASH" => "PartitionByHash",
            _ => null,
        };
        if (verb == "PartitionByList") chain.Part(verb, key);
        else if (verb is not null) chain.Part(verb, new Rest([.. Parts(key)]));
    }

    private static void TableConstraint(VerbChain chain, TableConstraint constraint)
    {
        switch (constraint)
        {
            case CheckConstraint { Name: { } name } check:
                chain.Part("WithCheck", name, check.Condition);
                return;
            case PrimaryKeyConstraint key:
                chain.Part("WithPrimaryKey", new Rest(key.Columns));
                break;
            case UniqueConstraint key:
                chain.Part("WithUnique", new Rest(key.Columns));
                break;
            case ExclusionConstraint { Method: { } method } exclusion:
                chain.Part("WithExclusion", method, new Rest(exclusion.Elements));
                break;
            case ForeignKeyConstraint key:
                List<object?> arguments = [key.Columns, Authored(key.Target.Table), key.Target.Columns];
                if (key.Target.OnDelete != ReferentialAction.NoAction) arguments.Add(new Named("onDelete", key.Target.OnDelete));
                if (key.Target.OnUpdate != ReferentialAction.NoAction) arguments.Add(new Named("onUpdate", key.Target.OnUpdate));
                chain.Part("WithForeignKey", [.. arguments]);
                break;
        }

        chain.If(constraint.Name is not null, "Named", constraint.Name);
        Deferrable(chain, constraint);
    }

    private static void Deferrable(VerbChain chain, TableConstraint constraint)
    {
        if (!constraint.Deferrable) return;
        if (constraint.InitiallyDeferred) chain.Call("Deferrable", new Named("initiallyDeferred", true));
        else chain.Call("Deferrable");
    }

    private static void Column(VerbChain chain, ColumnDefinition column)
    {
        if (column.Identity != Identity.None) Identified(chain, column.Identity == Identity.Always ? "Identity" : "IdentityByDefault", column.IdentitySequence);
        chain.If(column.PrimaryKey, "PrimaryKey").If(column.NotNull, "NotNull").If(column.Unique, "Unique");
        if (column.Default is { } value) Default(chain, value);
        chain.If(column.GeneratedAs is not null, column.GeneratedVirtual ? "GeneratedVirtual" : "GeneratedAs", column.GeneratedAs)
            .If(column.Check is not null, "Check", column.Check)
            .If(column.Collation is not null, "Collate", AuthoredOf(column.Collation ?? string.Empty))
            .If(column.Storage is not null, "Storage", column.Storage).If(column.Compression is not null, "Compression", column.Compression);
        if (column.References is { } target) References(chain, target, null);
        foreach (var constraint in column.Constraints)
        {
            switch (constraint)
            {
                case PrimaryKeyConstraint { Name: { } name }:
                    chain.Call("PrimaryKey", name);
                    break;
                case UniqueConstraint { Name: { } name }:
                    chain.Call("Unique", name);
                    break;
                case CheckConstraint { Name: { } name } check:
                    chain.Call("Check", check.Condition, name);
                    break;
                case ForeignKeyConstraint key:
                    References(chain, key.Target, key.Name);
                    break;
            }
        }
    }

    private static void Identified(VerbChain chain, string verb, SequenceOptions sequence)
    {
        List<object?> arguments = [];
        if (sequence.Start is { } first) arguments.Add(new Named("start", first));
        if (sequence.Increment is { } step) arguments.Add(new Named("increment", step));
        chain.Call(verb, [.. arguments]);
    }

    /// <summary>A constant as itself, an expression as SQL.</summary>
    private static void Default(VerbChain chain, string sql)
    {
        if (sql is "true" or "false") chain.Call("DefaultValue", sql == "true");
        else if (long.TryParse(sql, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) chain.Call("DefaultValue", number);
        else if (TextOf(sql) is { } text) chain.Call("DefaultValue", text);
        else chain.Call("DefaultSql", sql);
    }

    /// <summary>The text that an SQL constant stands for; null if it is none.</summary>
    private static string? TextOf(string sql)
    {
        if (sql.Length < 2 || sql[0] != '\'' || sql[sql.Length - 1] != '\'') return null;
        var text = sql.Substring(1, sql.Length - 2).Replace("''", "'");
        return SqlLiteral.Text(text) == sql ? text : null;
    }

    private static void References(VerbChain chain, ForeignKeyTarget target, string? name)
    {
        List<object?> arguments = [Authored(target.Table)];
        if (!target.Columns.IsEmpty) arguments.Add(target.Columns[0]);
        if (target.OnDelete != ReferentialAction.NoAction) arguments.Add(new Named("onDelete", target.OnDelete));
        if (target.OnUpdate != ReferentialAction.NoAction) arguments.Add(new Named("onUpdate", target.OnUpdate));
        if (name is not null) arguments.Add(new Named("name", name));
        chain.Call("References", [.. arguments]);
    }

    private static VerbChain Sequence(VerbChain chain, SequenceOptions options)
    {
        if (options.Type is { } type) chain.Call("As", TypeVerb.Of(type));
        if (options.Increment is { } step) chain.Call("IncrementBy", step);
        if (options.Minimum is { } minimum) chain.Call("MinValue", minimum);
        if (options.Maximum is { } maximum) chain.Call("MaxValue", maximum);
        if (options.Start is { } start) chain.Call("StartWith", start);
        if (options.Cache is { } cache) chain.Call("Cache", cache);
        chain.If(options.NoMinimum, "NoMinValue").If(options.NoMaximum, "NoMaxValue").If(options.Cycle is true, "Cycle").If(options.Cycle is false, "NoCycle");
        if (options.Restart) chain.Call("Restart", options.RestartWith is { } value ? [value] : []);
        if (options.OwnedBy == "NONE") chain.Call("OwnedByNone");
        else if (options.OwnedBy is { } owner && QualifiedName.Parse(owner) is { Schema: { } table, Name: var column }) chain.Call("OwnedBy", TableOf(owner, table, column), column);
        return chain;
    }

    /// <summary>Of <c>s.t.c</c>, whose last part is a column, the table.</summary>
    private static string TableOf(string owner, string table, string column)
    {
        var suffix = "." + SqlIdentifier.Quote(column);
        return owner.EndsWith(suffix, StringComparison.Ordinal) ? AuthoredOf(owner.Substring(0, owner.Length - suffix.Length)) : Authored(new(null, table));
    }

    /// <summary>The parts of a list in SQL, taken apart at commas that stand in no parentheses and no quotes.</summary>
    private static IEnumerable<string> Parts(string list)
    {
        var (start, depth) = (0, 0);
        char? quote = null;
        for (var at = 0; at < list.Length; at++)
        {
            var c = list[at];
            if (quote is not null)
            {
                if (c == quote) quote = null;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is '(' or ')')
            {
                depth += c == '(' ? 1 : -1;
            }
            else if (c == ',' && depth == 0)
            {
                yield return list.Substring(start, at - start).Trim();
                start = at + 1;
            }
        }

        yield return list.Substring(start).Trim();
    }
}
