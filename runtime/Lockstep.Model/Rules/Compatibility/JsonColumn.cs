using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3014.</summary>
public sealed class JsonColumn : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3014",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A table that is in use gets jsonb, not json",
        "Column '{0}.{1}' {2} json, which can't be compared: SELECT DISTINCT, GROUP BY, UNION and ORDER BY over it fail (error 42883), also in queries of running " +
        "application versions that select all columns; use jsonb",
        "The type json keeps the text as it came and has no equality. A query that worked with SELECT DISTINCT * fails as soon as the table has such a column. " +
        "jsonb has equality and indexes, and reads faster.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.Jsonb(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case AddColumn add when IsJson(add.Column.Type) && !reviewed.IsMadeHere(add.Table) && !(add.IfNotExists && reviewed.Column(add.Table, add.Column.Name) is not null):
                report.Add(Info, reviewed.Origin, add.Table.ToString(), add.Column.Name, "is");
                break;
            case AlterColumnType alter when IsJson(alter.Type) && !reviewed.IsMadeHere(alter.Table) && !IsJson(reviewed.Column(alter.Table, alter.Column)?.Type):
                report.Add(Info, reviewed.Origin, alter.Table.ToString(), alter.Column, "becomes");
                break;
        }
    }

    /// <summary>Whether it is json, or an array of it, which can't be compared either.</summary>
    private static bool IsJson(string? type) =>
        type is not null && SqlParser.ParseType(type) is { Name: { Name: "json", Qualifier: null or "pg_catalog" } };
}
