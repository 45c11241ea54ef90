using System.Text;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>Expressions as texts that are equal where the expressions are written alike, whatever their spaces, case and table names.</summary>
internal static class SqlShape
{
    /// <summary>The words of the text, with names folded and without the tables before them.</summary>
    public static string Of(string sql)
    {
        var shape = new StringBuilder(sql.Length);
        var lexer = new SqlLexer(sql, 0, sql.Length);
        var token = lexer.Next();
        while (token.Kind != SqlTokenKind.EndOfInput)
        {
            var next = lexer.Next();
            var name = SqlIdentifier.Value(token, sql);
            if (name is not null && next.Is(sql, '.'))
            {
                token = lexer.Next();
                continue;
            }

            if (shape.Length > 0) shape.Append(' ');
            shape.Append(name ?? token.Text(sql));
            token = next;
        }

        return WithoutParentheses(shape.ToString());
    }

    /// <summary>Parentheses around the whole say nothing.</summary>
    private static string WithoutParentheses(string shape)
    {
        while (shape.Length > 3 && shape[0] == '(' && IsClosedAtEnd(shape)) shape = shape.Substring(2, shape.Length - 4);
        return shape;
    }

    private static bool IsClosedAtEnd(string shape)
    {
        var depth = 0;
        for (var at = 0; at < shape.Length; at++)
        {
            if (shape[at] == '\'') return false;
            if (shape[at] == '(') depth++;
            if (shape[at] == ')' && --depth == 0) return at == shape.Length - 1;
        }

        return false;
    }
}
