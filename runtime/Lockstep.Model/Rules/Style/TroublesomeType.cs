using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5046.</summary>
public sealed class TroublesomeType : NewColumnRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5046",
        RuleCategory.Design,
        RuleSeverity.Info,
        "No column has a type that PostgreSQL keeps only for old programs",
        "Column '{0}.{1}' is {2}: {3}",
        "PostgreSQL has types that it advises against: money depends on a setting of the session, timetz can't follow a change to summer time, xml and hstore have better successors.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    internal override string[]? Fault(ColumnDefinition column, RuleOptions options) =>
        Type(column.Type) switch
        {
            "money" => [column.Type, "its values change with lc_monetary; make it numeric"],
            "timetz" => [column.Type, "an hour without its day has no time zone; make it timestamptz, or time"],
            "hstore" => [column.Type, "it needs an extension, and holds only text; make it jsonb"],
            "oid" => [column.Type, "it is PostgreSQL's own, and four bytes without a sign; make it bigint"],
            "name" => [column.Type, "it is PostgreSQL's own, and cut at 63 bytes; make it text"],
            _ => null,
        };
}
