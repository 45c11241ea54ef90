using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Sql;

/// <summary>Finds the schema changes in the code of a <c>DO</c> block.</summary>
internal static class ProceduralCode
{
    private static readonly HashSet<string> Verbs =
        ["create", "drop", "alter", "truncate", "comment", "grant", "revoke", "reindex", "refresh", "vacuum", "cluster", "lock"];

    /// <summary>
    /// The operations of the DDL that stands in the block, directly or as a string that is executed, with their places in
    /// <paramref name="source"/>. Code that is not dollar-quoted is not looked into: its places would not fit.
    /// </summary>
    public static EquatableArray<Operation> Find(string source, DoStatement block)
    {
        var operations = new List<Operation>();
        foreach (var option in block.Options)
        {
            if (option.Code is not { } code || source[code.Start] != '$') continue;
            var tag = source.IndexOf('$', code.Start + 1) - code.Start + 1;
            if (code.Length >= 2 * tag) Scan(source, new(code.Start + tag, code.Length - (2 * tag)), operations);
        }

        return new(operations);
    }

    private static void Scan(string source, SqlSpan code, List<Operation> operations)
    {
        var cursor = new SqlCursor(source, code);
        var startsStatement = true;
        while (!cursor.AtEnd)
        {
            if (startsStatement && cursor.Current.Kind == SqlTokenKind.Identifier && Verbs.Contains(SqlIdentifier.Fold(cursor.Current.Text(source))))
            {
                Read(source, TakeStatement(ref cursor), operations);
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
        // Only where the text is the value, so that places fit: '…' without doubled quotes.
        var text = literal.Kind == SqlTokenKind.String ? literal.Text(source) : string.Empty;
        if (text.Length < 2 || text[0] != '\'' || text.IndexOf("''", 1, text.Length - 2, StringComparison.Ordinal) >= 0) return;
        Read(source, new(literal.Start + 1, literal.Length - 2), operations);
    }

    private static void Read(string source, SqlSpan span, List<Operation> operations)
    {
        var sql = span.Text(source);
        var lowering = new AstLowering(sql);
        foreach (var statement in SqlParser.Parse(sql).Statements)
        {
            operations.AddRange(lowering.Lower(statement).Select(operation =>
                operation with { Origin = operation.Origin with { Start = operation.Origin.Start + span.Start } }));
        }
    }
}
