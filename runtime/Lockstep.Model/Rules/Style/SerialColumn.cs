using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5045.</summary>
public sealed class SerialColumn : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5045",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A numbered column is an identity column",
        "Column '{0}.{1}' is {2}, whose sequence has privileges and an owner of its own; make it {3} GENERATED ALWAYS AS IDENTITY",
        "serial is short for a sequence, a default and an owner. Who may INSERT also needs a grant on the sequence, and a copy of the table shares it. Identity columns are the standard's way, and have neither problem.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        TypeNames.Serial(TypeNames.Canonical(column.Type, _ => null)) is { } whole ? [column.Type, whole == "int8" ? "bigint" : whole == "int4" ? "integer" : "smallint"] : null;
}
