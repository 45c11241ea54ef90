using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2006.</summary>
public sealed class InvalidIndexKept : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2006",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "IF NOT EXISTS does not take an invalid index for a good one",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS passes over an invalid '{0}' that an earlier, failed run has left: it costs every write and serves no " +
        "query; {1}",
        "A concurrent build that fails or is cancelled leaves an index that is marked invalid. IF NOT EXISTS only looks at the name, so the second run " +
        "succeeds and the index stays invalid. Lockstep itself drops such an index and builds it again.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.AfterAFailure(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // Lockstep looks for what a failed run has left, and clears it up.
        if (review.Script.Runner == ScriptRunner.Lockstep) return;
        if (reviewed.Operation is not CreateIndex { Concurrently: true, IfNotExists: true, Name: { } name } create || reviewed.IsNew(create.Table)) return;
        var schema = reviewed.NameOf(create.Table).Schema;
        var statement = reviewed.Statement;
        var statements = statement.IsDown ? review.Down : review.Up;
        // With a DROP before it there is nothing to pass over; a REINDEX after it makes it good.
        if (statements.Any(other => other.Index < statement.Index ? Drops(other, schema, name) : other.Index > statement.Index && Rebuilds(other, schema, name))) return;
        var index = new Sql.QualifiedName(create.Table.Schema, name).ToSql();
        report.Add(Info, create.Origin, name, $"put  DROP INDEX CONCURRENTLY IF EXISTS {index};  before it, or REINDEX INDEX CONCURRENTLY {index} after it");
    }

    private static bool Drops(ReviewedStatement statement, string schema, string name) => statement.Operations.Any(reviewed =>
        reviewed.Operation is DropIndex drop && Is(drop.Index, schema, name, reviewed));

    private static bool Rebuilds(ReviewedStatement statement, string schema, string name) => statement.Operations.Any(reviewed =>
        reviewed.Operation is Reindex { Scope: ReindexScope.Index, Name: { } index } && Is(index, schema, name, reviewed));

    private static bool Is(Sql.QualifiedName index, string schema, string name, ReviewedOperation reviewed) =>
        reviewed.NameOf(index) == new ObjectName(schema, name);
}
