using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5053.</summary>
public sealed class UnloggedTable : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5053",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table's rows outlive a crash",
        "'{0}' is UNLOGGED: after a crash it is empty, and replicas and backups from the log never have its rows; leave UNLOGGED out",
        "What is not in the write-ahead log can't be brought back. To make the table logged later writes all of it, under ACCESS EXCLUSIVE.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        var table = reviewed.Operation switch
        {
            CreateTable { Unlogged: true } create => create.Table,
            CreateTableAs { Persistence: Persistence.Unlogged } create => create.Table,
            _ => (Sql.QualifiedName?)null,
        };
        if (table is { } name) report.Add(Info, reviewed.Origin, name.ToString());
    }
}
