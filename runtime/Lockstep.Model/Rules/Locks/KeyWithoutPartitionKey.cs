using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2033.</summary>
public sealed class KeyWithoutPartitionKey : OperationRule
{
    /// <summary>The first version that has exclusion constraints for partitioned tables.</summary>
    private const int ExclusionSince = 17;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2033",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A key of a partitioned table has the partition key in it",
        "PostgreSQL refuses {0} of partitioned table '{1}': {2}",
        "Each partition keeps its own index, so rows of different partitions are not compared. A primary key, unique constraint or unique index can hold for " +
        "the whole only if the columns that choose the partition are part of it.");

    /// <summary>Whether the operation is refused for that.</summary>
    internal static bool Refuses(ReviewedOperation reviewed, MigrationReview review) => Problems(reviewed, review).Any();

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var (what, problem) in Problems(reviewed, review)) report.Add(Info, reviewed.Origin, what, NewConstraints.TableOf(reviewed.Operation)!.ToString(), problem);
    }

    private static IEnumerable<(string What, string Problem)> Problems(ReviewedOperation reviewed, MigrationReview review)
    {
        if (PartitionBy(reviewed) is not { } text || Specification(text) is not { } partitioning) yield break;
        foreach (var constraint in NewConstraints.Written(reviewed.Operation))
        {
            if (constraint is ExclusionConstraint && review.Options.PostgresVersion < ExclusionSince)
            {
                yield return (Lower(Wording.Name(constraint)), $"exclusion constraints of partitioned tables came with PostgreSQL {ExclusionSince}; add it to each partition");
                continue;
            }

            var columns = constraint switch
            {
                PrimaryKeyConstraint { UsingIndex: null } key => key.Columns,
                UniqueConstraint { UsingIndex: null } key => key.Columns,
                _ => default,
            };
            if (!columns.IsEmpty && Problem(columns, partitioning) is { } problem) yield return (Lower(Wording.Name(constraint)), problem);
        }

        if (reviewed.Operation is CreateIndex { Unique: true } index && Problem([.. index.Elements.Select(ExpressionText.ColumnOf).OfType<string>()], partitioning) is { } refusal)
        {
            yield return (index.Name is { } name ? $"unique index '{name}'" : "a unique index", refusal);
        }
    }

    private static string? PartitionBy(ReviewedOperation reviewed) => reviewed.Operation switch
    {
        CreateTable create => create.PartitionBy,
        CreatePartition create => create.PartitionBy,
        AddColumn or AddConstraint or CreateIndex => reviewed.Table(NewConstraints.TableOf(reviewed.Operation)!)?.PartitionBy,
        _ => null,
    };

    private static string? Problem(IReadOnlyList<string> columns, PartitionSpecification partitioning)
    {
        if (partitioning.Columns.Any(part => part.Name is null)) return "it is partitioned by an expression, and then no key can hold for all partitions; create the unique index on each partition";
        var missing = partitioning.Columns.Select(part => part.Name!.Value).Where(column => !columns.Contains(column)).ToList();
        return missing.Count == 0 ? null : $"the columns that it is partitioned by must be part of the key; add ({Wording.Columns(missing)})";
    }

    private static PartitionSpecification? Specification(string text) =>
        SqlParser.Parse("CREATE TABLE t () PARTITION BY " + text).Statements.FirstOrDefault() is CreateTableStatement { PartitionBy: { } partitioning } ? partitioning : null;

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
