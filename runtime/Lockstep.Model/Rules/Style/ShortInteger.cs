using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5044.</summary>
public sealed class ShortInteger : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5044",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A whole number is a bigint",
        "Column '{0}.{1}' is {2}, which ends at {3}; make it bigint",
        "A number that outgrows its column fails every INSERT, and to make it a bigint then rewrites the table. A column that refers to another table has that column's type.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        column.References is not null ? null : Type(column.Type) switch
        {
            "int4" or "serial" => [column.Type, "2147483647"],
            "int2" or "smallserial" => [column.Type, "32767"],
            _ => null,
        };
}
