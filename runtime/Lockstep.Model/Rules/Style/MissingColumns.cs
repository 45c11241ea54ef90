using Lockstep.Model.Rules.Design;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5049.</summary>
public sealed class MissingColumns : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5049",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A new table has the columns that each table is to have",
        "Table '{0}' has no {1}, which lockstep_required_columns asks of each table; add it",
        "Columns such as created_at and tenant_id are worth something only if all tables have them. Which they are is said with lockstep_required_columns.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var (made, table) in MadeTables.Of(review))
        {
            foreach (var name in review.Options.RequiredColumns)
            {
                if (table.Column(name) is null) report.Add(Info, made.Origin, table.Name.ToString(), name);
            }
        }
    }
}
