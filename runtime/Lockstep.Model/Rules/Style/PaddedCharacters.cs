using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5042.</summary>
public sealed class PaddedCharacters : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5042",
        RuleCategory.Design,
        RuleSeverity.Info,
        "Text is not padded",
        "Column '{0}.{1}' is {2}: shorter values are filled up with spaces, which comparisons then ignore; make it text",
        "char(n) is no faster and no smaller than text. The spaces come back when the value is read, and do not count when it is compared or cast.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        Type(column.Type) is "bpchar" or "char" ? [column.Type] : null;
}
