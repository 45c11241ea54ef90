using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// What each call of the authoring API does: the counterpart of <c>Lockstep.Authoring</c>, on values that may be unknown.
/// </summary>
internal sealed class BuilderVerbs(OperationList operations)
{
    /// <summary>Notes what the call does.</summary>
    /// <param name="on">What it is called on.</param>
    /// <param name="call">The call.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="whole">The place of the whole chain up to here.</param>
    /// <param name="own">The place of this call alone, from its name on.</param>
    public Value Call(Value on, IInvocationOperation call, CallArguments arguments, Place? whole, Place? own)
    {
        var verb = call.TargetMethod.Name;
        return on switch
        {
            Verb start => Start(start.Name, verb, arguments, whole),
            AlteredTable table => AlterTable(table.Table, verb, arguments, own),
            IndexToBe index when verb == "On" => On(index.Name, arguments, whole),
            PartitionToBe partition when verb == "Of" => Of(partition.Name, arguments, whole),
            SqlType type when verb == "Array" => new SqlType(type.Sql.As(type.Sql.Content + "[]")),
            // A verb of AlterTableBuilder goes on with the table of the column before it.
            Noted { } noted when operations[noted] is AddColumn add && verb is "AddColumn" or "DropColumn" =>
                AlterTable(new(((AddColumn)operations[noted]).Table, !operations[noted].Incomplete), verb, arguments, own),
            Noted noted => Option(noted, verb, arguments, call),
            _ => Value.Unknown,
        };
    }

    private Value Start(string start, string verb, CallArguments arguments, Place? place) => (start, verb) switch
    {
        ("Create", "Table") => Note(arguments.Name("name"), name => new CreateTable(name, default, default), place),
        ("Create", "Partition") => new PartitionToBe(arguments.Name("name")),
        ("Create", "Index") => new IndexToBe(arguments.Text("name")),
        ("Alter", "Table") => new AlteredTable(arguments.Name("name")),
        ("Drop", "Table") => Note(arguments.Name("name"), name => new DropTable(name), place),
        ("Drop", "Index") => Note(arguments.Name("name"), name => new DropIndex(name), place),
        // A verb that this analyzer is too old to know.
        _ => operations.Add(new UnknownSql { Incomplete = true }, place),
    };

    private Value AlterTable(Known<QualifiedName> table, string verb, CallArguments arguments, Place? place)
    {
        switch (verb)
        {
            case "AddColumn":
                var name = arguments.Text("name");
                var type = TypeVerbs.Argument(arguments, "type");
                return operations.Add(
                    new AddColumn(table.Content, new(name.Content, type.Content)) { Incomplete = !(table.IsKnown && name.IsKnown && type.IsKnown) },
                    place);
            case "DropColumn":
                var column = arguments.Text("name");
                operations.Add(new DropColumn(table.Content, column.Content) { Incomplete = !(table.IsKnown && column.IsKnown) }, place);
                return new AlteredTable(table);
            default:
                operations.Add(new UnknownSql { Incomplete = true }, place);
                return new AlteredTable(table);
        }
    }

    private Noted On(Known<string> name, CallArguments arguments, Place? place)
    {
        var table = arguments.Name("table");
        var elements = arguments.Texts("elements");
        return operations.Add(
            new CreateIndex(name.Content, table.Content, elements.Content) { Incomplete = !(name.IsKnown && table.IsKnown && elements.IsKnown) },
            place);
    }

    private Value Of(Known<QualifiedName> name, CallArguments arguments, Place? place)
    {
        var parent = arguments.Name("table");
        var bounds = arguments.Text("bounds");
        operations.Add(
            new CreatePartition(name.Content, parent.Content, bounds.Content)
            {
                Incomplete = !(name.IsKnown && parent.IsKnown && bounds.IsKnown),
            },
            place);
        return Value.Unknown;
    }

    private Noted Option(Noted noted, string verb, CallArguments arguments, IInvocationOperation call)
    {
        var before = operations[noted];
        Known<Operation>? after = before switch
        {
            CreateTable table => TableVerbs.Apply(verb, table, arguments),
            AddColumn add when ColumnVerbs.Apply(verb, add.Column, arguments) is { } column => column.As<Operation>(add with { Column = column.Content }),
            CreateIndex index => IndexVerbs.Apply(verb, index, arguments),
            DropIndex drop => IndexVerbs.Apply(verb, drop),
            DropTable drop => TableVerbs.Apply(verb, drop),
            _ => null,
        };
        // An option that this analyzer is too old to know may change anything.
        var complete = after is { IsKnown: true } && !before.Incomplete;
        operations.Update(noted, (after?.Content ?? before) with { Incomplete = !complete }, call.Syntax);
        return noted;
    }

    private Noted Note(Known<QualifiedName> name, Func<QualifiedName, Operation> make, Place? place) =>
        operations.Add(make(name.Content) with { Incomplete = !name.IsKnown }, place);
}
