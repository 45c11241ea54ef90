using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Finds the schema changes in the code of a <c>DO</c> block.</summary>
internal static class ProceduralCode
{
    /// <summary>
    /// Adds the operations of the DDL that stands in the block, directly or as a string that is executed. Their places are in
    /// <paramref name="source"/> where the code is dollar-quoted, and the whole block's otherwise.
    /// </summary>
    public static void FindStatements(string source, SqlSpan block, List<Operation> operations)
    {
        var cursor = new SqlCursor(source, block);
        while (!cursor.AtEnd)
        {
            var token = cursor.Take();
            if (token.Kind == SqlTokenKind.DollarString)
            {
                var tag = source.IndexOf('$', token.Start + 1) - token.Start + 1;
                Scan(source, new(token.Start + tag, token.Length - (2 * tag)), operations);
            }
        }
    }

    private static void Scan(string source, SqlSpan code, List<Operation> operations)
    {
        var cursor = new SqlCursor(source, code);
        var startsStatement = true;
        while (!cursor.AtEnd)
        {
            if (startsStatement && (cursor.At("create") || cursor.At("drop") || cursor.At("alter")))
            {
                var statement = new SqlCursor(source, TakeStatement(ref cursor));
                StatementParser.Parse(ref statement, operations);
            }
            else if (startsStatement && cursor.Take("execute"))
            {
                Executed(source, cursor.Current, operations);
            }

            if (cursor.AtEnd) break;
            var token = cursor.Take();
            startsStatement = token.Is(source, ';') || token.Is(source, "begin") || token.Is(source, "then") || token.Is(source, "else") ||
                token.Is(source, "loop");
        }
    }

    /// <summary>Reads up to the semicolon that ends the statement, and tells what was read.</summary>
    private static SqlSpan TakeStatement(ref SqlCursor cursor)
    {
        var start = cursor.Current.Start;
        while (!cursor.AtEnd && !cursor.Current.Is(cursor.Source, ';')) cursor.Take();
        return new(start, cursor.LastEnd - start);
    }

    private static void Executed(string source, SqlToken literal, List<Operation> operations)
    {
        // Only where the text is the value, so that places fit: '…' without doubled quotes, or $$…$$.
        var text = literal.Kind == SqlTokenKind.String ? literal.Text(source) : string.Empty;
        if (text.Length < 2 || text[0] != '\'' || text.IndexOf("''", 1, text.Length - 2, StringComparison.Ordinal) >= 0) return;
        var cursor = new SqlCursor(source, new(literal.Start + 1, literal.Length - 2));
        StatementParser.Parse(ref cursor, operations);
    }
}
