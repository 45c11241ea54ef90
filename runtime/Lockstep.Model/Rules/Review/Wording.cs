using Lockstep.Model.Effects;
using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Review;

/// <summary>Words that messages of several rules share.</summary>
internal static class Wording
{
    /// <summary>How a partitioned table gets an index without blocking writes, which CONCURRENTLY can't do for it.</summary>
    public static string IndexByPartition(string table) =>
        $"PostgreSQL has no CONCURRENTLY for a partitioned table: create it ON ONLY '{table}', concurrently on each partition, and attach those indexes";

    /// <summary>What has to be done for a statement that can't be in a transaction to stand there; empty if nothing.</summary>
    public static string Outside(ReviewedStatement statement) => statement switch
    {
        { IsBlock: true } => ", as a statement of its own outside the DO block",
        { TransactionState: TransactionState.Block } => ", outside BEGIN and COMMIT",
        { TransactionState: TransactionState.Single } => ", without SingleTransaction",
        _ => string.Empty,
    };

    /// <summary>When to do what must not share a transaction with the statement.</summary>
    public static string Later(MigrationReview review) =>
        review.Script.Runner == ScriptRunner.Lockstep ? "in a later migration" : "in a transaction of its own";

    /// <summary>Which uses of a table wait for a lock.</summary>
    public static string Waiting(LockMode mode) => mode.BlocksReads() ? "reads of and writes to" : "writes to";

    /// <summary>A constraint by its kind and name: <c>Check 'orders_total'</c>, <c>A check</c>.</summary>
    public static string Name(TableConstraint constraint)
    {
        var kind = constraint switch
        {
            PrimaryKeyConstraint => "primary key",
            UniqueConstraint => "unique constraint",
            ExclusionConstraint => "exclusion constraint",
            CheckConstraint => "check",
            ForeignKeyConstraint => "foreign key",
            _ => "constraint",
        };
        if (constraint.Name is { } name) return char.ToUpperInvariant(kind[0]) + kind.Substring(1) + " '" + name + "'";
        return (constraint is ExclusionConstraint ? "An " : "A ") + kind;
    }

    /// <summary>An index by its name, if it has one.</summary>
    public static string Name(CreateIndex index) => index.Name is { } name ? "Index '" + name + "'" : "An index";

    /// <summary>Columns as a statement lists them.</summary>
    public static string Columns(IEnumerable<string> columns) => string.Join(", ", columns);
}
