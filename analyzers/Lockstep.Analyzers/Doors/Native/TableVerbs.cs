using Lockstep.Model;
using Lockstep.Model.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What is said of a new table, and of one that goes.</summary>
internal static class TableVerbs
{
    /// <summary>The new table after the verb; null if the verb is unknown.</summary>
    public static Known<Operation>? Apply(string verb, CreateTable table, CallArguments arguments)
    {
        switch (verb)
        {
            case "WithColumn":
                var name = arguments.Text("name");
                var type = TypeVerbs.Argument(arguments, "type");
                return new(
                    table with { Columns = table.Columns.With(new(name.Content, type.Content)) },
                    name.IsKnown && type.IsKnown);
            case "WithPrimaryKey":
                return Constrain(table, arguments.Texts("columns"), columns => new PrimaryKeyConstraint(null, columns));
            case "WithUnique":
                return Constrain(table, arguments.Texts("columns"), columns => new UniqueConstraint(null, columns));
            case "WithCheck":
                var condition = arguments.Text("condition");
                var check = arguments.Text("name");
                return new(
                    table with { Constraints = table.Constraints.With(new CheckConstraint(check.Content, condition.Content)) },
                    condition.IsKnown && check.IsKnown);
            case "WithForeignKey":
                return ForeignKey(table, arguments);
            case "PartitionByRange":
                return PartitionBy(table, "RANGE", arguments.Texts("keys"));
            case "PartitionByHash":
                return PartitionBy(table, "HASH", arguments.Texts("keys"));
            case "PartitionByList":
                var key = arguments.Text("key");
                return PartitionBy(table, "LIST", key.As(EquatableArray.Of(key.Content)));
            case "IfNotExists":
                return new(table with { IfNotExists = true }, IsKnown: true);
        }

        // What the others say, they say of the last column.
        return !table.Columns.IsEmpty && ColumnVerbs.Apply(verb, table.Columns[table.Columns.Count - 1], arguments) is { } column
            ? column.As<Operation>(table with { Columns = table.Columns.ReplaceLast(column.Content) })
            : null;
    }

    /// <summary>The table that goes after the verb; null if the verb is unknown.</summary>
    public static Known<Operation>? Apply(string verb, DropTable drop) => verb switch
    {
        "IfExists" => new(drop with { IfExists = true }, IsKnown: true),
        "Cascade" => new(drop with { Cascade = true }, IsKnown: true),
        _ => null,
    };

    private static Known<Operation> ForeignKey(CreateTable table, CallArguments arguments)
    {
        var columns = arguments.Texts("columns");
        var target = arguments.Name("table");
        var referenced = arguments.Texts("referenced");
        var onDelete = arguments.Enumeration<ReferentialAction>("onDelete");
        var key = new ForeignKeyConstraint(null, columns.Content, new(target.Content, referenced.Content, onDelete.Content));
        return new(
            table with { Constraints = table.Constraints.With(key) },
            columns.IsKnown && target.IsKnown && referenced.IsKnown && onDelete.IsKnown);
    }

    private static Known<Operation> PartitionBy(CreateTable table, string strategy, Known<EquatableArray<string>> keys) =>
        keys.As<Operation>(table with { PartitionBy = strategy + " (" + string.Join(", ", keys.Content) + ")" });

    private static Known<Operation> Constrain(
        CreateTable table, Known<EquatableArray<string>> columns, Func<EquatableArray<string>, TableConstraint> constraint) =>
        columns.As<Operation>(table with { Constraints = table.Constraints.With(constraint(columns.Content)) });
}
