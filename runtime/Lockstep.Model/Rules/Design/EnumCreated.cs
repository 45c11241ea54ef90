using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5036.</summary>
public sealed class EnumCreated : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5036",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A list of values is a table or a check, no enum",
        "'{0}' is an enum, from which no value can ever be taken away; make it a table that others refer to, or text with a CHECK",
        "A value can be added and renamed, but not dropped, and not used in the transaction that adds it. A table of values can be changed like any other.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (!reviewed.Statement.IsDown && reviewed.Operation is CreateEnumType create) report.Add(Info, create.Origin, create.Type.ToString());
    }
}
