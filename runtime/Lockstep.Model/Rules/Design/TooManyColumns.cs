using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5029.</summary>
public sealed class TooManyColumns : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5029",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table has no more columns than the project allows",
        "'{0}' has {1} columns when the migration is done, and lockstep_max_columns allows {2}: each UPDATE copies all of them; put what is seldom needed into a table of its own",
        "PostgreSQL writes a new version of the whole row for each change of one of its columns.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        if (reviewed.Operation is CreateTable create) Count(create.Table);
        else if (reviewed.Operation is AddColumn add) Count(add.Table);

        void Count(QualifiedName table)
        {
            var count = (review.AfterUp.Relations.Find(reviewed.NameOf(table)) as Table)?.Columns.Count ?? 0;
            var most = review.Options.MaxColumns;
            if (count > most) report.Add(Info, reviewed.Origin, table.ToString(), count.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
        }
    }
}
