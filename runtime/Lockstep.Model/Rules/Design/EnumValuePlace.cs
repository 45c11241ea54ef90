using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5035.</summary>
public sealed class EnumValuePlace : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5035",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A new enum value says where it stands",
        "'{0}' is added to enum '{1}' without BEFORE or AFTER, so it is the last; say where it stands",
        "The order of the values is the order that ORDER BY, < and > follow. Databases that got the values in another order sort differently.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (!reviewed.Statement.IsDown && reviewed.Operation is AddEnumValue { Before: null, After: null } add) report.Add(Info, add.Origin, add.Value, add.Type.ToString());
    }
}
