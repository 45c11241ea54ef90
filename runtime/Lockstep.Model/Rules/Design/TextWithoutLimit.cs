using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5030.</summary>
public sealed class TextWithoutLimit : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5030",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A text column has a limit",
        "Column '{0}.{1}' is {2} without a limit; add a CHECK such as CHECK (char_length({1}) <= 255), NOT VALID and validated later where the table is in use",
        "For teams that want no column to take a gigabyte. A CHECK can be changed without rewriting the table, unlike a shorter varchar(n).")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case CreateTable { Temporary: false } create:
                foreach (var column in create.Columns) Check(create.Table, column);
                break;
            case AddColumn add:
                Check(add.Table, add.Column);
                break;
        }

        void Check(QualifiedName table, ColumnDefinition column)
        {
            if (TypeNames.Canonical(column.Type, _ => null) is not ("text" or "varchar") || column.GeneratedAs is not null) return;
            var name = reviewed.NameOf(table);
            var conditions = column.AllConstraints()
                .Concat((review.AfterUp.Relations.Find(name) as Table)?.Constraints.Select(constraint => constraint.Definition) ?? [])
                // Of a table that the schema does not hold only the script tells.
                .Concat(review.Up.SelectMany(statement => statement.Operations).Where(other => other.Operation is AddConstraint later && other.NameOf(later.Table) == name).Select(other => ((AddConstraint)other.Operation).Constraint));
            if (!conditions.OfType<CheckConstraint>().Any(check => ExpressionText.Uses(check.Condition, column.Name))) report.Add(Info, reviewed.Origin, table.ToString(), column.Name, column.Type);
        }
    }
}
