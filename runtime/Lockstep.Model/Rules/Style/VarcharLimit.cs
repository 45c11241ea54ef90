using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5041.</summary>
public sealed class VarcharLimit : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5041",
        RuleCategory.Design,
        RuleSeverity.Info,
        "Text has no length in its type",
        "Column '{0}.{1}' is {2}; make it text, with a CHECK of char_length({1}) if a limit is meant",
        "text and varchar(n) are stored the same way. A limit in a CHECK can be raised and lowered without another type.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        column.Type.IndexOf('(') > 0 && Type(column.Type) is "varchar" ? [column.Type] : null;
}
