using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5048.</summary>
public sealed class MissingComment : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5048",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "What a migration makes has a comment",
        "{0} '{1}' has no comment when the migration is done; say what it is for: COMMENT ON {2} {1} IS '…'",
        "A comment in the database is where people and tools look who do not have the migrations. What must have one is said with lockstep_required_comments.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || review.Script.Runner != ScriptRunner.Lockstep) return;
        var (tables, columns) = (review.Options.RequiredComments.Contains("table"), review.Options.RequiredComments.Contains("column"));
        switch (reviewed.Operation)
        {
            case CreateTable { Temporary: false } create when Left(create.Table) is { } table:
                if (tables && table.Comment is null) report.Add(Info, reviewed.Origin, "Table", create.Table.ToString(), "TABLE");
                if (columns) foreach (var column in create.Columns) Check(create.Table, table.Column(column.Name));
                break;
            case AddColumn add when columns:
                Check(add.Table, Left(add.Table)?.Column(add.Column.Name));
                break;
        }

        Table? Left(QualifiedName name) => review.AfterUp.Relations.Find(reviewed.NameOf(name)) as Table;

        void Check(QualifiedName table, Column? column)
        {
            if (column is { Comment: null }) report.Add(Info, reviewed.Origin, "Column", table + "." + column.Name, "COLUMN");
        }
    }
}
