using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5004.</summary>
public sealed class IndexOfUnfitType : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5004",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A b-tree is over values that are short and have an order",
        "Index '{0}' is a b-tree over '{1}' ({2}): it only finds whole values, not what is in them, and a value of more than 2704 bytes can't be stored; " +
        "use {3}",
        "A b-tree over jsonb or tsvector compares whole documents. The operators that look into them (@>, ?, @@) need GIN, and a document that does not fit " +
        "into a third of a page is an error when it is written.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var (table, index) in NewConstraints.Indexes(reviewed))
        {
            // A unique one is there to keep equal values away, whole ones, and not for searches.
            if (index.Method != "btree" || index.Unique) continue;
            foreach (var column in index.Elements.Select(ExpressionText.ColumnOf).OfType<string>().Select(table.Column).OfType<Column>())
            {
                var instead = ForeignKeyOfOtherType.Bare(column.Type, reviewed.After) switch
                {
                    "jsonb" => "USING gin, or index the values that are looked for, such as ((document ->> 'id'))",
                    "tsvector" => "USING gin",
                    _ => null,
                };
                if (instead is not null) report.Add(Info, reviewed.Origin, index.Name.Name, column.Name, column.Type, instead);
            }
        }
    }
}
