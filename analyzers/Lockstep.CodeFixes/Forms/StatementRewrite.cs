using Lockstep.CodeFixes.Writing;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes.Forms;

/// <summary>Puts operations in the place of one of a statement's.</summary>
internal static class StatementRewrite
{
    /// <summary>The change; null if it can't be made without losing something of what the author wrote.</summary>
    /// <param name="statement">The statement in the source.</param>
    /// <param name="whole">The migration's operation: the verb's, or an SQL statement.</param>
    /// <param name="operation">The one that is to be replaced: the same, or a part of the SQL statement.</param>
    /// <param name="instead">What takes its place; nothing to take it out.</param>
    /// <param name="isFollowing">Whether other operations come before the statement's.</param>
    /// <param name="isFollowed">Whether what comes after the operation must not be a part of the last step that it begins.</param>
    public static TextChange? Of(
        SourceStatement statement, Operation whole, Operation operation, IReadOnlyList<Operation> instead, bool isFollowing, bool isFollowed)
    {
        var parts = whole is SqlText { Meaning: var meaning }
            ? meaning.SelectMany(part => ReferenceEquals(part, operation) || part.Origin == operation.Origin ? instead : [part]).ToList()
            : instead;
        // A step that the author begins there stays his.
        if (parts.Count > 0 && whole.StartsStep) parts = [parts[0] with { StartsStep = false }, .. parts.Skip(1)];
        var writer = new CSharpWriter(statement.Source.TypeName);
        return Kept(statement, whole, parts, writer, isFollowing, isFollowed) ??
            (whole is SqlText text ? InSql(statement, text, parts, isFollowed) : null) ??
            AsStatements(statement, whole, parts, writer, isFollowing, isFollowed);
    }

    /// <summary>
    /// The author's own statement, as it is or with a word more at its end, and others before and behind it; null if none of the operations is his, or it
    /// does something else as well that would have to come between.
    /// </summary>
    private static TextChange? Kept(
        SourceStatement statement, Operation whole, IReadOnlyList<Operation> instead, CSharpWriter writer, bool isFollowing, bool isFollowed)
    {
        if (statement.Source.SpanOf(whole) is not { } place) return null;
        var (at, addition) = Own(whole, instead, writer);
        if (addition is null) return null;
        var isAlone = statement.Operations.Count == 1;
        var before = instead.Take(at).ToList();
        if (instead[at].StartsStep) before.Add(instead[at]);
        if (writer.Write(before, isFollowing) is not { } head || writer.Write([.. instead.Skip(at + 1)], isFollowing: true) is not { } tail) return null;
        // Written only for the NewStep() that stands before it.
        if (instead[at].StartsStep) head = [.. head.Take(head.Count - 1)];
        if (isFollowed) tail = [.. tail, "NewStep();"];
        if (head.Count == 0 && tail.Count == 0) return addition.Length == 0 ? null : new(new(place.End, 0), addition);

        var own = statement.Source.Text.ToString(statement.Expression.Span);
        var isFirst = isAlone || (statement.Operations[0] == whole && statement.Expression.SpanStart == place.Start);
        var isLast = isAlone || place.End == statement.Expression.Span.End;
        if ((head.Count > 0 && !isFirst) || (tail.Count > 0 && !isLast)) return null;
        var (start, end) = (statement.Expression.SpanStart, place.End);
        if (statement.Expression.Parent is ExpressionStatementSyntax { Span: var span })
        {
            // Only what is new is written; what is there stays, with its lines and comments.
            var indent = statement.Source.Indent(span.Start);
            var between = statement.Source.NewLine + indent;
            var words = statement.Source.Text.ToString(TextSpan.FromBounds(start, isLast ? span.End : end));
            if (isLast) words = words.Insert((addition.Length == 0 ? statement.Expression.Span.End : end) - start, addition);
            else words += addition;
            var lines = (head.Count > 0 ? statement.Source.Lines(head, indent) + between : string.Empty) + words + (tail.Count > 0 ? between + statement.Source.Lines(tail, indent) : string.Empty);
            return new(TextSpan.FromBounds(start, isLast ? span.End : end), lines);
        }

        return own.IndexOf('\n') >= 0 ? null : statement.Replace([.. head, own + addition + ";", .. tail]);
    }

    /// <summary>Which of the operations is the author's own, and what is to be said behind it.</summary>
    private static (int At, string? Addition) Own(Operation whole, IReadOnlyList<Operation> instead, CSharpWriter writer)
    {
        var meant = whole.AsOne();
        for (var at = 0; at < instead.Count; at++)
        {
            if (instead[at].Equals(meant)) return (at, string.Empty);
        }

        for (var at = 0; at < instead.Count && whole is not SqlText; at++)
        {
            if (writer.Addition(whole, instead[at]) is { } addition) return (at, addition);
        }

        return (-1, null);
    }

    /// <summary>The whole statement anew, in verbs, with what else it does.</summary>
    private static TextChange? AsStatements(
        SourceStatement statement, Operation whole, IReadOnlyList<Operation> instead, CSharpWriter writer, bool isFollowing, bool isFollowed)
    {
        if (statement.HasComments || (whole is SqlText && !IsPlainLiteral(statement))) return null;
        var at = statement.Operations.ToList().FindIndex(operation => ReferenceEquals(operation, whole));
        if (at < 0) return null;
        var before = statement.Operations.Take(at).ToList();
        var after = statement.Operations.Skip(at + 1).ToList();
        // NewStep() stands before the statement already.
        if (before.Count > 0) before[0] = before[0] with { StartsStep = false };
        if (isFollowed && after.Count > 0) after[0] = after[0] with { StartsStep = true };
        if (writer.Write([.. before, .. instead, .. after], isFollowing) is not { } lines) return null;
        return statement.Replace(isFollowed && after.Count == 0 ? [.. lines, "NewStep();"] : lines);
    }

    /// <summary>Whether the SQL stands in the call itself, without comments that would get lost.</summary>
    private static bool IsPlainLiteral(SourceStatement statement) =>
        statement.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }] } &&
        !HasComment(literal.Token.ValueText);

    private static bool HasComment(string sql)
    {
        var lexer = new SqlLexer(sql, 0, sql.Length);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (token.Kind == SqlTokenKind.Comment) return true;
        }

        return false;
    }

    /// <summary>The author's own SQL with a word more, or other SQL in its place; null where that needs more than the literal holds.</summary>
    private static TextChange? InSql(SourceStatement statement, SqlText text, IReadOnlyList<Operation> instead, bool isFollowed)
    {
        var source = statement.Source;
        if (isFollowed || source.SpanOf(text) is not { } place || Edits.LiteralAround(source, place) is not { } literal) return null;
        if (instead.Count == 0 || instead.Any(operation => operation.StartsStep) || text.Meaning.IsEmpty) return null;
        var isRaw = literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || literal.Token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken);
        var written = source.Text.ToString(place);
        if (text.Meaning.Count == 1 && instead.Count == 1 && (isRaw || written == text.Sql) && Inserted(text.Meaning[0], written, instead[0]) is var (position, word))
        {
            return new(new(place.Start + position, 0), word);
        }

        var isLong = literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken);
        // The statement stays; a mark above it says how it is done.
        if (isLong && text.Meaning is [DataStatement own] && instead is [DataStatement { Backfill: not null } backfill] && (backfill with { Backfill = null }).Equals(own))
        {
            return source.BeginsLine(place.Start) ? new(new(place.Start, 0), BackfillMark.Write(backfill) + source.NewLine + source.Indent(place.Start)) : null;
        }

        // What takes the statement's place is written anew.
        if (HasComment(text.Sql) || (!isRaw && (written != text.Sql || written.IndexOf('\n') >= 0))) return null;
        var sql = instead.Select(operation => text.Meaning.Count == 1 && operation.Equals(text.Meaning[0]) ? written.Replace("\r\n", "\n") : Written(operation)).ToList();
        // A mark stands alone on its line.
        if (instead.Any(operation => BackfillMark.Write(operation) is not null) && !source.BeginsLine(place.Start)) return null;
        if (sql.Exists(one => one.IndexOf('"') >= 0 && !isLong)) return null;
        if (!isLong && sql.Exists(one => one.IndexOf('\\') >= 0 || one.IndexOf('\n') >= 0)) return null;
        if (sql.Exists(one => one.Contains("\"\"\""))) return null;
        return new(place, isLong ? source.Indented(string.Join(";\n", sql), source.Indent(place.Start)) : string.Join("; ", sql));
    }

    private static string Written(Operation operation) =>
        ((BackfillMark.Write(operation) is { } mark ? mark + "\n" : string.Empty) + SqlWriter.Write(operation)).Replace("\r\n", "\n");

    /// <summary>The words that the new SQL has more than the old one, in one place, and where in the author's own text that is.</summary>
    private static (int Position, string Word)? Inserted(Operation meant, string sql, Operation instead)
    {
        var (old, changed) = (Tokens(SqlWriter.Write(meant)), Tokens(SqlWriter.Write(instead)));
        var more = changed.Count - old.Count;
        if (more <= 0) return null;
        var same = 0;
        while (same < old.Count && IsSame(old[same], changed[same])) same++;
        if (!old.Skip(same).Zip(changed.Skip(same + more), IsSame).All(equal => equal)) return null;
        var own = Tokens(sql);
        if (own.Count < same || same == 0) return null;
        // Behind all words, the author's may differ from the writer's; before that they must be the same.
        var isLast = same == old.Count;
        if (!isLast && !old.Take(same).Zip(own, IsSame).All(equal => equal)) return null;
        var position = isLast ? own[own.Count - 1].End : own[same - 1].End;
        var words = string.Join(" ", changed.Skip(same).Take(more).Select(token => token.Text));
        if (sql.Substring(0, own[0].End).All(c => !char.IsUpper(c))) words = words.ToLowerInvariant();
        var result = sql.Insert(position, " " + words);
        // Nobody has to trust that: it is read again.
        return SqlReader.Read(result) is [{ Meaning: [var read] }] && read.Equals(instead) ? (position, " " + words) : null;
    }

    private static bool IsSame((string Text, int End) one, (string Text, int End) other) =>
        string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);

    private static List<(string Text, int End)> Tokens(string sql)
    {
        var tokens = new List<(string Text, int End)>();
        var lexer = new SqlLexer(sql, 0, sql.Length);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next()) tokens.Add((token.Text(sql), token.End));
        return tokens;
    }
}
