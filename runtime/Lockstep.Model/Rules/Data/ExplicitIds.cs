using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4036.</summary>
public sealed class ExplicitIds : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4036",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "Who gives values to a numbered column moves its sequence on",
        "INSERT gives values to '{0}.{1}', whose sequence does not know of them: a later insert gets one of them again and fails (duplicate key); leave the column out, or " +
        "set the sequence behind them: SELECT setval(pg_get_serial_sequence('{0}', '{1}'), max({1})) FROM {0}",
        "A serial or identity column takes its values from a sequence, which counts only what it has given itself. The first inserts of the application collide with the " +
        "rows of the migration.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not InsertRows { Incomplete: false } insert || reviewed.Table(insert.Table) is not { } table) return;
        if (SqlParser.Parse(insert.Sql).Statements.FirstOrDefault() is not InsertStatement { Overriding: not "user" } statement) return;
        foreach (var column in InsertedValues.Given(statement, table).Where(IsNumbered))
        {
            if (InsertedValues.Of(statement, table, column.Name) is { } values && values.All(IsNoCollision)) continue;
            if (Rest(reviewed, review).Any(later => MovesOn(later.Operation, column.Name))) continue;
            report.Add(Info, reviewed.Origin, insert.Table.ToString(), column.Name);
        }
    }

    private static bool IsNumbered(Column column) =>
        column.Identity != Identity.None || column.Default?.StartsWith("nextval(", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Sequences begin with 1; and some take the value from the sequence themselves.</summary>
    private static bool IsNoCollision(SqlExpression value) => value switch
    {
        DefaultExpression => true,
        ConstantExpression { Kind: ConstantKind.Integer, Value: "0" } => true,
        UnaryExpression { Operator.Symbol: "-", Operand: ConstantExpression } => true,
        ConstantExpression { Kind: ConstantKind.Integer or ConstantKind.Number } constant => constant.Value[0] == '-',
        FunctionCallExpression call => call.Name.Name == "nextval",
        _ => false,
    };

    private static IEnumerable<ReviewedOperation> Rest(ReviewedOperation reviewed, MigrationReview review) =>
        review.Up.Skip(reviewed.Statement.Index).SelectMany(statement => statement.Operations);

    private static bool MovesOn(Operation operation, string column) => operation switch
    {
        AlterSequence alter => alter.Options.Restart,
        AlterIdentity alter => alter.Sequence.Restart && alter.Column == column,
        AddIdentity => true,
        DataStatement data => data.Sql.IndexOf("setval", StringComparison.OrdinalIgnoreCase) >= 0,
        SqlText { Kind: StatementKind.Block } block => block.Sql.IndexOf("setval", StringComparison.OrdinalIgnoreCase) >= 0,
        _ => false,
    };
}
