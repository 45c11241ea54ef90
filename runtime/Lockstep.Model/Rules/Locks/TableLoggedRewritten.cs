using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2071.</summary>
public sealed class TableLoggedRewritten : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2071",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A table in use does not become logged or unlogged",
        "'{0}' becomes {1}: every row and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE){2}; make a new {1} table, fill it in batches, and " +
        "rename the two",
        "SET LOGGED writes the whole table into the write-ahead log, SET UNLOGGED copies it too. An unlogged table is empty after a crash, and replicas never have its rows.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not SetTableLogged set || reviewed.Busy(reviewed.Effects.Rewrites, review).Count == 0) return;
        report.Add(
            Info,
            set.Origin,
            set.Table.ToString(),
            set.Logged ? "logged" : "unlogged",
            set.Logged ? string.Empty : ", and from then on a crash empties it and replicas do not have it");
    }
}
