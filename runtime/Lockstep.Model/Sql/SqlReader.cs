using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Reads SQL into operations. Never throws: what it does not know stays text.</summary>
public static class SqlReader
{
    /// <summary>
    /// The statements of a script, each with its place in <paramref name="sql"/> as <see cref="Operation.Origin"/>, how it may be run, and
    /// what it is known to do.
    /// </summary>
    public static IReadOnlyList<SqlText> Read(string sql)
    {
        var statements = new List<SqlText>();
        foreach (var span in SqlStatements.Split(sql)) statements.Add(ReadStatement(sql, span));
        return statements;
    }

    private static SqlText ReadStatement(string sql, SqlSpan span)
    {
        var cursor = new SqlCursor(sql, span);
        var meaning = new List<Operation>();
        StatementParser.Parse(ref cursor, meaning);
        var kind = StatementKinds.Of(new SqlCursor(sql, span));
        if (kind == StatementKind.Block) ProceduralCode.FindStatements(sql, span, meaning);
        return new(span.Text(sql), kind)
        {
            Origin = new(string.Empty, 0, span.Start, span.Length),
            Meaning = new(meaning),
        };
    }
}
