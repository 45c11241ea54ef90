using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>A value for a column that the server fills.</summary>
internal static class GeneratedValue
{
    public static Refusal? Check(ReviewedOperation reviewed)
    {
        switch (reviewed.Operation)
        {
            case InsertRows insert when reviewed.Table(insert.Table) is { } table && SqlParser.Parse(insert.Sql).Statements.FirstOrDefault() is InsertStatement statement:
                return InsertedValues.Given(statement, table).Where(column => !(column.Identity == Identity.Always && statement.Overriding is not null) && IsFilled(column)).Select(Of).FirstOrDefault();
            case UpdateRows update when reviewed.Table(update.Table) is { } table && SqlParser.Parse(update.Sql).Statements.FirstOrDefault() is UpdateStatement statement:
                return statement.Assignments
                    .Where(assignment => assignment is { Targets.Count: 1, Value: not DefaultExpression })
                    .Select(assignment => table.Column(assignment.Targets[0].Column.Value))
                    .Where(column => column is not null && IsFilled(column))
                    .Select(column => Of(column!))
                    .FirstOrDefault();
            default:
                return null;
        }
    }

    private static bool IsFilled(Column column) => column.GeneratedAs is not null || column.Identity == Identity.Always;

    private static Refusal Of(Column column) => column.GeneratedAs is not null
        ? new($"column \"{column.Name}\" is a generated column, which takes no value", "leave it out")
        : new($"column \"{column.Name}\" is an identity column defined as GENERATED ALWAYS, which takes no value", "leave it out, or in an INSERT say OVERRIDING SYSTEM VALUE");
}
