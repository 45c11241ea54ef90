using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4018.</summary>
public sealed class RetriableStatement : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4018",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "A script outside of a transaction can be run again",
        "{0} is committed on its own, so a second run after a later statement has failed stops here; write {1}, or put the script between BEGIN and COMMIT",
        "Without BEGIN, psql commits each statement. If a later one fails, the first ones are done, and the script can't be run again. (For CREATE INDEX CONCURRENTLY, " +
        "IF NOT EXISTS is no help: a failed one leaves an invalid index of that name.)")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        // Lockstep knows which step it has done.
        if (review.Script.Runner == ScriptRunner.Lockstep) return;
        foreach (var statement in review.Up)
        {
            if (statement.TransactionState != TransactionState.Alone || statement.Index == review.Up.Count - 1) continue;
            foreach (var reviewed in statement.Operations)
            {
                if (Wanted(reviewed.Operation) is { } wanted) report.Add(Info, reviewed.Origin, StatementText.Short(statement.Operation), wanted);
            }
        }
    }

    private static string? Wanted(Operation operation) => operation switch
    {
        CreateTable { IfNotExists: false } or CreateTableAs { IfNotExists: false } or CreateSequence { IfNotExists: false } or CreateMaterializedView { IfNotExists: false }
            or CreateSchema { IfNotExists: false } or CreateExtension { IfNotExists: false } or AddColumn { IfNotExists: false } or CreateIndex { IfNotExists: false, Concurrently: false }
            or AddEnumValue { IfNotExists: false } => "IF NOT EXISTS",
        DropTable { IfExists: false } or DropColumn { IfExists: false } or DropIndex { IfExists: false } or DropConstraint { IfExists: false } or DropObject { IfExists: false } => "IF EXISTS",
        CreateView { OrReplace: false } or CreateRoutine { OrReplace: false } => "OR REPLACE",
        _ => null,
    };
}
