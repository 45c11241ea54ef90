using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Sql;

/// <summary>Reads SQL into operations. Never throws: what it does not know stays text.</summary>
public static class SqlReader
{
    /// <summary>
    /// The statements of a script, each with its place in <paramref name="sql"/> as <see cref="Operation.Origin"/>, how it may be run, and
    /// what it does. A statement that PostgreSQL would refuse means nothing. A comment <c>-- step</c>, alone on its line between two
    /// statements, marks the second (<see cref="Operation.StartsStep"/>); <c>-- backfill</c> marks the one below it (<see cref="DataStatement.Backfill"/>).
    /// </summary>
    public static IReadOnlyList<SqlText> Read(string sql)
    {
        var lowering = new AstLowering(sql);
        var statements = new List<SqlText>();
        var end = 0;
        foreach (var statement in SqlParser.Parse(sql).Statements)
        {
            var read = ReadStatement(sql, statement, lowering);
            if (BackfillMark.Between(sql, end, statement.Start) is { } mark) read = mark.On(read);
            statements.Add(StepMark.IsBetween(sql, end, statement.Start) ? read with { StartsStep = true } : read);
            end = statement.Start + statement.Length;
        }

        return statements;
    }

    private static SqlText ReadStatement(string sql, SqlStatement statement, AstLowering lowering)
    {
        var span = new SqlSpan(statement.Start, statement.Length);
        var kind = StatementKinds.Of(new SqlCursor(sql, span));
        return new(span.Text(sql), kind)
        {
            Origin = new(string.Empty, 0, span.Start, span.Length),
            Meaning = statement is DoStatement block ? ProceduralCode.Find(sql, block) : lowering.Lower(statement),
            Problem = statement is ErrorStatement error ? new(error.Message, Math.Max(0, error.ErrorStart - span.Start), error.ErrorLength) : null,
        };
    }
}
