using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>The normal forms of expressions and queries that are kept as text.</summary>
internal static class Expressions
{
    private const string BeforeElement = "CREATE INDEX ON t (";

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

    /// <summary>The form of a statement, or of the body of a function: <c>BEGIN ATOMIC … END</c> or <c>RETURN …</c>.</summary>
    public static string FormOfStatement(FormContext context, string sql, Scope scope) =>
        ParseStatements(sql) is { } parsed ? string.Join(";", parsed.Statements.Select(statement => new FormReader(context, parsed.Text).Statement(statement, scope))) : Raw(sql);

    /// <summary>An element of an index, and the text that it was read from; null if it is none.</summary>
    public static (IndexElement Element, string Text, int Before)? ParseElement(string sql)
    {
        var text = BeforeElement + sql + ")";
        return SqlParser.Parse(text).Pieces is [{ Statement: CreateIndexStatement { Columns: [var element] } }] ? (element, text, BeforeElement.Length) : null;
    }

    /// <summary>A statement, or those of a function's body, and the text that they were read from; null if they can't be read.</summary>
    public static (IReadOnlyList<SqlStatement> Statements, string Text, int Before)? ParseStatements(string sql)
    {
        const string Before = "CREATE FUNCTION f() ";
        var isBody = sql.StartsWith("RETURN", StringComparison.OrdinalIgnoreCase) || sql.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase);
        var text = isBody ? Before + sql : sql;
        return SqlParser.Parse(text).Pieces is not [{ Statement: not ErrorStatement and var statement }] ? null
            : isBody ? statement is CreateFunctionStatement { Body: { } body } ? (body, text, Before.Length) : null
            : ([statement], text, 0);
    }

    /// <summary>What can't be read is equal to itself alone.</summary>
    public static string Raw(string sql) => "raw " + string.Join(" ", SqlLexer.Tokenize(sql).Select(token => token.Text(sql)));
}
