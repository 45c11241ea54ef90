using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5039.</summary>
public sealed class LargeTableGrows : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5039",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table that the project calls large gets no more columns and indexes",
        "'{0}' is one of lockstep_large_tables and gets {1}; put new columns into a table of their own, build indexes in a quiet time, or say why it must be",
        "On some tables every byte and every index counts, and even a concurrent build takes hours. Which ones these are the project says.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case AddColumn add:
                Add(add.Table, $"the column '{add.Column.Name}'");
                break;
            case CreateIndex create:
                Add(create.Table, "an index");
                break;
        }

        void Add(QualifiedName table, string what)
        {
            if (review.IsLarge(reviewed.NameOf(table)) && !reviewed.IsNew(table)) report.Add(Info, reviewed.Origin, table.ToString(), what);
        }
    }
}
