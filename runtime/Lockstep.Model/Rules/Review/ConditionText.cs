using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>An expression, and the text that it was read from.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Source">The text.</param>
internal sealed record ConditionText(SqlExpression Expression, string Source)
{
    private const int Longest = 60;

    /// <summary>The expression as it was written, on one line.</summary>
    public string Written
    {
        get
        {
            var text = string.Join(" ", Expression.TextIn(Source).Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
            return text.Length <= Longest ? text : text.Remove(Longest) + "…";
        }
    }

    /// <summary>All expressions in the queries, changes of rows and conditions of an operation, with all their parts.</summary>
    public static IEnumerable<ConditionText> In(Operation operation)
    {
        if (operation.Incomplete) return [];
        var texts = Queries(operation).SelectMany(sql => SqlParser.Parse(sql).Statements.SelectMany(SqlWalk.Expressions).Select(expression => new ConditionText(expression, sql)));
        var conditions = Conditions(operation).OfType<string>().SelectMany(sql =>
            SqlParser.ParseExpression(sql) is { } condition ? SqlWalk.Expressions(condition).Select(expression => new ConditionText(expression, sql)) : []);
        return texts.Concat(conditions);
    }

    private static IEnumerable<string> Queries(Operation operation) => operation switch
    {
        DataStatement data => [data.Sql],
        CreateView create => [create.Query],
        CreateMaterializedView create => [create.Query],
        CreateTableAs create => [create.Query],
        _ => [],
    };

    private static IEnumerable<string?> Conditions(Operation operation) => operation switch
    {
        CreateTable create => create.Constraints.Concat(create.Columns.SelectMany(column => column.AllConstraints())).Select(Condition),
        AddColumn add => add.Column.AllConstraints().Select(Condition),
        AddConstraint add => [Condition(add.Constraint)],
        AddDomainConstraint add => [Condition(add.Constraint)],
        CreateDomain create => create.Constraints.Select(Condition),
        CreateIndex create => [create.Where],
        CreatePolicy create => [create.Using, create.WithCheck],
        AlterPolicy alter => [alter.Using, alter.WithCheck],
        CreateTrigger create => [create.When],
        CreateRule create => [create.Where],
        _ => [],
    };

    private static string? Condition(TableConstraint constraint) => constraint switch
    {
        CheckConstraint check => check.Condition,
        ExclusionConstraint exclusion => exclusion.Where,
        _ => null,
    };
}
