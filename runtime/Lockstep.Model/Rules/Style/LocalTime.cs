using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5043.</summary>
public sealed class LocalTime : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5043",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A point in time has a time zone",
        "Column '{0}.{1}' is {2}, a clock's reading without its place; make it timestamptz, which is a point in time and just as long",
        "timestamp keeps what a clock showed and not where, so that two servers, or summer and winter, take the same value for different times. timestamptz keeps the point in time, in the same eight bytes.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        Type(column.Type) is "timestamp" ? [column.Type] : null;
}
