using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5040.</summary>
public sealed class ForbiddenType : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5040",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A column has no type that the project forbids",
        "Column '{0}.{1}' is {2}, which lockstep_forbidden_types forbids; give it another type",
        "Which types a team does without is said with lockstep_forbidden_types, such as money, timetz, xml, hstore, float4.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        options.ForbiddenTypes.Any(forbidden => Type(forbidden) == Type(column.Type)) ? [column.Type] : null;
}
