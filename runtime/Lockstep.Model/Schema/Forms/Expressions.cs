using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>The normal forms of expressions and queries that are kept as text.</summary>
internal static class Expressions
{
    /// <summary>The form of an expression.</summary>
    /// <param name="context">What names mean.</param>
    /// <param name="sql">The expression.</param>
    /// <param name="scope">The columns that it may name.</param>
    /// <param name="target">What it is needed as; null if nothing is said.</param>
    public static string FormOf(FormContext context, string sql, Scope scope, SqlType? target) =>
        SqlParser.ParseExpression(sql) is { } expression ? new FormReader(context, sql).Assigned(expression, scope, target) : Raw(sql);

    /// <summary>The form of a query.</summary>
    public static string FormOfQuery(FormContext context, string sql) => ReadQuery(context, sql)?.Query.Form ?? Raw(sql);

    /// <summary>Reads a query, with all that it refers to; null if it is none.</summary>
    public static (QueryForm Query, FormReader Reader)? ReadQuery(FormContext context, string sql)
    {
        if (SqlParser.Parse(sql).Pieces is not [{ Statement: SelectStatement select }]) return null;
        var reader = new FormReader(context, sql);
        return (reader.Query(select, new()), reader);
    }

    /// <summary>What can't be read is equal to itself alone.</summary>
    private static string Raw(string sql) => "raw " + string.Join(" ", SqlLexer.Tokenize(sql).Select(token => token.Text(sql)));
}
