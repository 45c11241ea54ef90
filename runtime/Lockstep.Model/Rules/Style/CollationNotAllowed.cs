using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5052.</summary>
public sealed class CollationNotAllowed : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5052",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A column has a collation that the project uses",
        "Column '{0}.{1}' has the collation {2}, which is not among lockstep_collations; take one of them, or the database's own",
        "Columns of different collations can't be compared without saying which one counts, and each collation is one more that an upgrade of the system's libraries can change under its indexes.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        column.Collation is { } collation && !options.Collations.Any(allowed => Plain(allowed) == Plain(collation)) ? [collation] : null;

    private static string Plain(string name) => name.Replace("\"", string.Empty).Replace("pg_catalog.", string.Empty);
}
