using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2037.</summary>
public sealed class ForeignKeyOfOtherCollation : OperationRule
{
    private const int RefusedSince = 18;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2037",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A foreign key over a nondeterministic collation has it on both sides",
        "PostgreSQL {0} refuses foreign key '{1}' of '{2}': column '{3}' has {4} and '{5}' has {6}, of which one is nondeterministic; give both the same",
        "With a nondeterministic collation different strings are equal. Since PostgreSQL 18 both sides of a foreign key must then have the same collation, " +
        "or they would not agree on which rows belong together.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (review.Options.PostgresVersion < RefusedSince) return;
        foreach (var (table, constraint, key) in NewConstraints.ForeignKeys(reviewed))
        {
            foreach (var (own, referenced, target) in ForeignKeyOfOtherType.Pairs(table, key, reviewed.After))
            {
                if (own.Collation == referenced.Collation || !(IsNondeterministic(own, reviewed.After) || IsNondeterministic(referenced, reviewed.After))) continue;
                report.Add(
                    Info,
                    reviewed.Origin,
                    review.Options.PostgresVersion.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    constraint.Name,
                    table.Name.ToString(),
                    own.Name,
                    Words(own),
                    target.Name + "." + referenced.Name,
                    Words(referenced));
            }
        }
    }

    private static string Words(Column column) => column.Collation is { } collation ? "collation " + collation : "its type's collation";

    private static bool IsNondeterministic(Column column, DatabaseSchema schema)
    {
        if (column.Collation is not { } sql) return false;
        var name = QualifiedName.Parse(sql);
        return schema.Others.Any(other =>
            other is { Kind: ObjectKind.Collation, Definition: DefineObject define } && new QualifiedName(other.Name.Schema, other.Name.Name).Matches(name) &&
            new string([.. define.Definition.Where(c => !char.IsWhiteSpace(c))]).IndexOf("deterministic=false", StringComparison.OrdinalIgnoreCase) >= 0);
    }

}
