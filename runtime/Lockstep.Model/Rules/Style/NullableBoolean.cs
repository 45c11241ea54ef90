using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5047.</summary>
public sealed class NullableBoolean : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5047",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A boolean is NOT NULL",
        "Column '{0}.{1}' is a boolean that may be null, a third value that NOT and WHERE pass over; make it NOT NULL with a default",
        "NOT null is null, and WHERE takes null for false: rows with null are in neither of the two lists.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        !column.NotNull && !column.PrimaryKey && column.GeneratedAs is null && !column.Constraints.Any(constraint => constraint is NotNullConstraint) && Type(column.Type) == "bool" ? [] : null;
}
