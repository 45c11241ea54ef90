using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>Changes of columns and tables that running versions of the application can live with.</summary>
internal static class SchemaForms
{
    /// <summary>A column with a default that is another one in each row: first the column, then the default, then the rows, in batches.</summary>
    public static SafeForm? VolatileDefault(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not AddColumn { Incomplete: false, IfNotExists: false, Column: { Default: { } value, GeneratedAs: null } column } add) return null;
        if (column.AllConstraints().Any() || reviewed.Table(add.Table) is not { PartitionBy: null, Inherits.Count: 0 }) return null;
        var bare = add with { Column = column with { Default = null, NotNull = false }, Origin = Origin.None };
        var name = SqlIdentifier.Quote(column.Name);
        if (BatchForms.Fill(add.Table, reviewed.Before, name + " = DEFAULT", name + " IS NULL", review) is not { } fill) return null;
        var later = new List<LaterMigration>();
        if (column.NotNull)
        {
            var steps = NotNullForms.Steps(new(add.Table, column.Name), reviewed.Before.Apply(bare).Schema, review.Options.PostgresVersion);
            var up = new List<Operation> { steps.Unchecked };
            // Only now: until all rows have a value, an UPDATE of an old one would be refused.
            up.AddRange(steps.Later.Select((step, at) => at == 0 ? step with { StartsStep = true } : step));
            later.Add(new($"Make {add.Table}.{column.Name} NOT NULL", new(up), EquatableArray.Of<Operation>(new DropNotNull(add.Table, column.Name))));
        }

        return new("Add the column, then its default, and fill the rows in batches", EquatableArray.Of(bare, new SetColumnDefault(add.Table, column.Name, value), fill)) { Later = new(later) };
    }

    /// <summary>json, which can't be compared.</summary>
    public static SafeForm? Jsonb(ReviewedOperation reviewed) => reviewed.Operation switch
    {
        AddColumn { Incomplete: false, Column: { GeneratedAs: null } column } add when IsConstant(column.Default) =>
            new("Make it jsonb", EquatableArray.Of<Operation>(add with { Column = column with { Type = Binary(column.Type) }, Origin = Origin.None })),
        _ => null,
    };

    /// <summary>A column that is dropped while running versions use it: deprecated now, dropped later.</summary>
    public static SafeForm? DroppedColumn(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not DropColumn { Incomplete: false } drop || Deprecation.Of(reviewed.NameOf(drop.Table), drop.Column, review) is not null) return null;
        return Dropped(drop, $"{drop.Table}.{drop.Column}", reviewed);
    }

    /// <summary>A table that is dropped while running versions use it.</summary>
    public static SafeForm? DroppedTable(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not DropTable { Incomplete: false } drop || reviewed.Table(drop.Table) is { Bounds: not null }) return null;
        var name = reviewed.NameOf(drop.Table);
        return Deprecation.Of(name, null, review) is null ? Dropped(drop, name.Schema + "." + name.Name, reviewed) : null;
    }

    /// <summary>A table that gets another name: a view keeps the old one.</summary>
    public static SafeForm? RenamedTable(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not RenameTable { Incomplete: false } rename || reviewed.Table(rename.Table) is not { Grants.Count: 0, Owner: null, RowSecurity: false } table) return null;
        // Whatever else the migration says under the old name would meet the view.
        if (review.Up.SelectMany(statement => statement.Operations).Any(other => other.Statement.Index > reviewed.Statement.Index && other.Operation is TableChange change && other.NameOf(change.Table) == table.Name)) return null;
        var now = rename.Table with { Name = rename.NewName };
        var view = new CreateView(rename.Table, "SELECT * FROM " + now.ToSql());
        var gone = new DropObject(new(ObjectKind.View, rename.Table));
        return new("Leave a view under the old name, and drop it in a later migration", EquatableArray.Of<Operation>(rename, view))
        {
            Down = EquatableArray.Of<Operation>(gone, new RenameTable(now, rename.Table.Name)),
            Deprecates = EquatableArray.Of(table.Name.Schema + "." + table.Name.Name),
            Later = EquatableArray.Of(new LaterMigration($"Drop view {rename.Table}", EquatableArray.Of<Operation>(gone), EquatableArray.Of<Operation>(view))
            {
                Precondition = $"No running version of the application names {rename.Table}.",
            }),
        };
    }

    /// <summary>A foreign key whose columns no index finds.</summary>
    public static SafeForm? KeyIndexed(ReviewedOperation reviewed, MigrationReview review, Func<ObjectName, string, bool> isBare)
    {
        if (reviewed.Operation is DropIndex || reviewed.Operation.Incomplete) return null;
        var schema = review.AfterUp;
        var indexes = new List<CreateIndex>();
        foreach (var (table, constraint, key) in NewConstraints.ForeignKeys(reviewed))
        {
            if (key.NotEnforced || !isBare(table.Name, constraint.Name) || table.PartitionBy is not null) continue;
            var written = reviewed.Operation switch
            {
                CreateTable create => create.Table,
                TableChange change => change.Table,
                _ => table.Name.ToQualifiedName(),
            };
            var isNew = reviewed.IsNew(table.Name) || reviewed.Operation is CreateTable;
            var index = new CreateIndex(null, written, new(key.Columns.Select(SqlIdentifier.Quote))) { Concurrently = !isNew };
            index = index with { Name = FormNames.Choose(written, ObjectNaming.Columns(key.Columns), "idx", schema) };
            schema = schema.Apply(index).Schema;
            indexes.Add(index);
        }

        if (indexes.Count == 0) return null;
        var form = new SafeForm("Index its columns", new([reviewed.Operation, .. indexes]));
        // With its table or column an index goes by itself.
        return reviewed.Operation is AddConstraint add
            ? form with
            {
                Down = new([
                    .. indexes.Select(index => (Operation)new DropIndex(new(index.Table.Schema, index.Name!)) { Concurrently = index.Concurrently }),
                    new DropConstraint(add.Table, FormNames.Of(add, reviewed.Before)),
                ]),
            }
            : form;
    }

    /// <summary>A statement that waits for its lock without a limit.</summary>
    public static SafeForm? LimitedWait(ReviewedOperation reviewed) => reviewed.Statement.IsGuarded
        ? null
        : new("Set lock_timeout before it", EquatableArray.Of(new SetSetting("lock_timeout", "'2s'"), reviewed.Operation)) { EquivalenceKey = "lock_timeout" };

    /// <summary>A new value of an enum that is used before it is committed.</summary>
    public static SafeForm? OwnStep(ReviewedOperation reviewed) =>
        reviewed.Statement is { TransactionState: TransactionState.Runner, Operations.Count: 1, IsBlock: false } && !reviewed.Operation.Incomplete
            ? new("Use it in a step of its own", EquatableArray.Of(reviewed.Operation with { StartsStep = true }))
            : null;

    private static SafeForm? Dropped(Operation drop, string name, ReviewedOperation reviewed)
    {
        if (reviewed.Statement.IsDown || reviewed.Statement.Operations.Count > 1) return null;
        var back = Inverse.Of(drop, reviewed.Before).Operations;
        if (back is null or { Count: 0 }) return null;
        return new("Deprecate it now, and drop it in a later migration", default)
        {
            Deprecates = EquatableArray.Of(name),
            Later = EquatableArray.Of(new LaterMigration("Drop " + name, EquatableArray.Of(drop with { Origin = Origin.None, StartsStep = false }), new(back))
            {
                Precondition = $"No running version of the application names {name}.",
            }),
        };
    }

    private static string Binary(string type) => type.IndexOf("json", StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? type.Insert(at + 4, "b") : type;

    /// <summary>A default that jsonb takes as json does.</summary>
    private static bool IsConstant(string? value) => value is null || (value.Length > 1 && value[0] == '\'' && value[value.Length - 1] == '\'');
}
