using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4033.</summary>
public sealed class SeedData : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4033",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "A schema migration brings no rows of its own",
        "Rows are put into '{0}' by a migration: they stand in every environment from then on, and a later change of them needs a migration too; load them with what " +
        "sets up an environment",
        "Rows that the application needs to work may well come with the table. Rows for tests or one customer should not: a migration runs everywhere, once.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        var table = reviewed.Operation switch
        {
            InsertRows insert => insert.Table,
            CopyRows { From: true, Table: { } into } => into,
            _ => (Sql.QualifiedName?)null,
        };
        if (table is { } name && reviewed.NameOf(name).Schema != "pg_temp") report.Add(Info, reviewed.Origin, name.ToString());
    }
}
