using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Backfill;

/// <summary>An UPDATE or DELETE, taken apart so that it can be done for a range of keys.</summary>
internal sealed class BackfillStatement
{
    private readonly string _head;
    private readonly string? _where;

    private BackfillStatement(DataStatement data, SqlRelation relation, SqlExpression? where, bool isAlone)
    {
        Data = data;
        Table = new(relation.Name.Qualifier, relation.Name.Name);
        Relation = (relation.Only ? "ONLY " : "") + Table.ToSql();
        Qualifier = SqlIdentifier.Quote(relation.Alias?.Value ?? Table.Name);
        var at = where is null ? -1 : WhereIn(data.Sql);
        _head = at < 0 ? data.Sql : data.Sql[..at];
        _where = at < 0 ? null : data.Sql[(at + "WHERE".Length)..].Trim();
        Left = isAlone && _where is not null ? $"SELECT EXISTS (SELECT FROM {Relation} AS {Qualifier} WHERE {_where}\n)" : null;
    }

    /// <summary>The statement.</summary>
    public DataStatement Data { get; }

    /// <summary>Its table.</summary>
    public QualifiedName Table { get; }

    /// <summary>Its table as a query names it.</summary>
    public string Relation { get; }

    /// <summary>What its table is called in the statement.</summary>
    public string Qualifier { get; }

    /// <summary>How it goes through its table.</summary>
    public BackfillSettings Settings => Data.Backfill!;

    /// <summary>The columns that it sets; none for a DELETE.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    /// <summary>
    /// Whether the rows that its condition still holds for, when all have been gone through, are those that came meanwhile: it can be done again for them,
    /// and again until none is left. It is so where the condition asks for a column that is set, and what is set depends on no such column.
    /// </summary>
    public bool CanRepeat { get; private init; }

    /// <summary>Takes an operation apart.</summary>
    /// <param name="operation">A backfill.</param>
    /// <param name="problem">Why it can't be done in batches, and what to do; null if it can.</param>
    /// <returns>Null if it can't.</returns>
    public static BackfillStatement? Read(Operation operation, out (string What, string Next)? problem)
    {
        var data = BackfillMark.BackfillOf(operation)!;
        problem = null;
        switch (SqlParser.Parse(data.Sql).Statements.ToList())
        {
            case [UpdateStatement { With: null, Returning.Count: 0, Where: not CurrentOfExpression } update]:
                var set = update.Assignments.SelectMany(assignment => assignment.Targets).Select(target => target.Column.Value).ToList();
                return new(data, update.Relation, update.Where, update.From.Count == 0) { Columns = set, CanRepeat = Asks(update.Where, set) && update.Assignments.All(assignment => DependsOnNone(assignment.Value, set)) };
            case [DeleteStatement { With: null, Returning.Count: 0, Where: not CurrentOfExpression } delete]:
                return new(data, delete.Relation, delete.Where, delete.Using.Count == 0) { CanRepeat = delete.Where is not null };
            case [ErrorStatement wrong]:
                problem = ($"'{data.Sql}' can't be read: {wrong.Message}", "Correct what is set, or the condition.");
                return null;
            default:
                problem = ($"'{data.Sql}' can't be done in batches: it is not one plain UPDATE or DELETE, without WITH and RETURNING", "Write it as one, or leave out the backfill.");
                return null;
        }
    }

    /// <summary>Asks whether its condition holds for a row still; null if that can't be asked of the table alone.</summary>
    public string? Left { get; }

    /// <summary>The statement for the rows that a condition holds for too; null for all.</summary>
    public string For(string? condition) => (condition, _where) switch
    {
        (null, _) => Data.Sql,
        (_, null) => $"{_head} WHERE {condition}",
        _ => $"{_head}WHERE ({_where}\n) AND {condition}",
    };

    private static bool Asks(SqlExpression? where, List<string> set) =>
        where is not null && SqlWalk.Expressions(where).Any(part => part is ColumnExpression { Name: { } name } && set.Contains(name.Name));

    private static bool DependsOnNone(SqlExpression value, List<string> set) => SqlWalk.Expressions(value).All(part => part switch
    {
        ColumnExpression column => !column.IsStar && column.Name is { } name && !set.Contains(name.Name),
        SubqueryExpression => false,
        _ => true,
    });

    /// <summary>Where WHERE stands. It is the statement's last clause, so what follows is the condition; those of subqueries stand in parentheses.</summary>
    private static int WhereIn(string sql)
    {
        var depth = 0;
        foreach (var token in SqlLexer.Tokenize(sql))
        {
            if (token.Is(sql, '(')) depth++;
            else if (token.Is(sql, ')')) depth--;
            else if (depth == 0 && token.Kind == SqlTokenKind.Identifier && token.Is(sql, "where")) return token.Start;
        }

        return -1;
    }
}
