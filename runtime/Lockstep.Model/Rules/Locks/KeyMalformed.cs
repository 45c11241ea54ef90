using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2034.</summary>
public sealed class KeyMalformed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2034",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A table has one primary key, and a key names each column once",
        "PostgreSQL refuses {0} of '{1}': {2}",
        "What PostgreSQL finds only when the migration runs can be seen before.");

    /// <summary>Whether the operation is refused for that.</summary>
    internal static bool Refuses(ReviewedOperation reviewed) => Problems(reviewed).Any();

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var (what, problem) in Problems(reviewed)) report.Add(Info, reviewed.Origin, what, NewConstraints.TableOf(reviewed.Operation)!.ToString(), problem);
    }

    private static IEnumerable<(string What, string Problem)> Problems(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is CreateTable { IfNotExists: true } or AddColumn { IfNotExists: true }) yield break;
        var primary = PrimaryKeyBefore(reviewed);
        foreach (var constraint in NewConstraints.Written(reviewed.Operation))
        {
            var columns = constraint switch
            {
                PrimaryKeyConstraint key => key.Columns,
                UniqueConstraint key => key.Columns,
                _ => default,
            };
            var kind = constraint is PrimaryKeyConstraint ? "a primary key" : "a unique constraint";
            if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice) yield return (kind, $"column '{twice.Key}' is twice in it; take one out");
            if (constraint is not PrimaryKeyConstraint) continue;
            if (primary is not null) yield return (kind, primary);
            primary = "the statement gives it one already; make the second one UNIQUE";
        }
    }

    private static string? PrimaryKeyBefore(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not TableChange change || reviewed.Table(change.Table) is not { } table) return null;
        var known = table.Constraints.FirstOrDefault(constraint => constraint.Definition is PrimaryKeyConstraint);
        // Whatever the order in which it is written, ALTER TABLE drops first.
        if (known is null || reviewed.Statement.Operations.Any(other => other.Operation is DropConstraint drop && drop.Name == known.Name)) return null;
        return $"it has '{known.Name}' already; drop that in the same ALTER TABLE, or make the new one UNIQUE";
    }
}
