using Lockstep.Model;
using Lockstep.Model.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What is said of a new column.</summary>
internal static class ColumnVerbs
{
    /// <summary>The column after the verb; null if the verb does not speak of a column.</summary>
    public static Known<ColumnDefinition>? Apply(string verb, ColumnDefinition column, CallArguments arguments) => verb switch
    {
        "NotNull" => Sure(column with { NotNull = true }),
        "Nullable" => Sure(column with { NotNull = false }),
        "DefaultSql" => With(arguments.Text("expression"), value => column with { Default = value }),
        "DefaultValue" => With(arguments.SqlConstant("value"), value => column with { Default = value }),
        "Identity" => Sure(column with { Identity = Identity.Always }),
        "IdentityByDefault" => Sure(column with { Identity = Identity.ByDefault }),
        "GeneratedAs" => With(arguments.Text("expression"), value => column with { GeneratedAs = value }),
        "PrimaryKey" => Sure(column with { PrimaryKey = true }),
        "Unique" => Sure(column with { Unique = true }),
        "Check" => With(arguments.Text("condition"), value => column with { Check = value }),
        "Collate" => With(arguments.Name("collation"), value => column with { Collation = value.ToSql() }),
        "References" => References(column, arguments),
        _ => null,
    };

    private static Known<ColumnDefinition> References(ColumnDefinition column, CallArguments arguments)
    {
        var table = arguments.Name("table");
        var referenced = arguments.OptionalText("column");
        var onDelete = arguments.Enumeration<ReferentialAction>("onDelete");
        var onUpdate = arguments.Enumeration<ReferentialAction>("onUpdate");
        var target = new ForeignKeyTarget(
            table.Content,
            referenced.Content is { } name ? EquatableArray.Of(name) : default,
            onDelete.Content,
            onUpdate.Content);
        return new(column with { References = target }, table.IsKnown && referenced.IsKnown && onDelete.IsKnown && onUpdate.IsKnown);
    }

    private static Known<ColumnDefinition> Sure(ColumnDefinition column) => new(column, IsKnown: true);

    private static Known<ColumnDefinition> With<T>(Known<T> said, Func<T, ColumnDefinition> change) => said.As(change(said.Content));
}
