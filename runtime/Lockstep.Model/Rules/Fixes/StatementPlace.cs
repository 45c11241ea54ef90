using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>What is to stand in a statement's place: a changed text, and other statements before and after it.</summary>
/// <param name="Before">Statements before it.</param>
/// <param name="Text">The statement; null if it goes.</param>
/// <param name="After">Statements after it.</param>
internal sealed record NewStatements(IReadOnlyList<Operation> Before, string? Text, IReadOnlyList<Operation> After);

/// <summary>
/// One statement in a text, of which one operation gives its place to others. As much of the text stays as can; what comes of it is read again, and
/// taken only if it says what it should.
/// </summary>
/// <param name="statement">The statement.</param>
/// <param name="source">The text of its file.</param>
internal sealed class StatementPlace(ReviewedStatement statement, string source)
{
    private static readonly string[] Words = ["CONCURRENTLY", "ONLY"];

    private int Start => statement.Operation.Origin.Start;

    private int Length => statement.Operation.Origin.Length;

    private string Text => source.Substring(Start, Length);

    /// <summary>What stands there with other operations in the place of one; null if that can't be said without losing something.</summary>
    public NewStatements? Replace(ReviewedOperation operation, EquatableArray<Operation> instead)
    {
        var at = statement.Operations.ToList().IndexOf(operation);
        for (var kept = 0; kept < instead.Count; kept++)
        {
            // A mark above it says the rest.
            if (statement.Operations.Count == 1 && IsMarked(operation.Operation, instead[kept])) return new([.. instead.Take(kept)], Text, [.. instead.Skip(kept + 1)]);
            if (Edited(operation, at, instead[kept]) is { } text) return new([.. instead.Take(kept)], text, [.. instead.Skip(kept + 1)]);
        }

        if (statement.Operations.Count == 1)
        {
            // Comments in a statement that is written anew would be lost.
            if (HasComment(Start, Start + Length)) return null;
            return instead.IsEmpty ? new([], null, []) : new([], Write(instead[0]), [.. instead.Skip(1)]);
        }

        if (statement.Operations.All(other => other.Operation is DropIndex))
        {
            // A list of indexes, of which PostgreSQL drops only one at a time concurrently.
            if (HasComment(Start, Start + Length)) return null;
            var each = statement.Operations.SelectMany(other => other == operation ? instead : EquatableArray.Of(other.Operation)).ToList();
            return new([], Write(each[0]), [.. each.Skip(1)]);
        }

        return Cut(operation, at) is { } rest ? Around(operation, rest, instead) : null;
    }

    /// <summary>Whether it is the same UPDATE or DELETE, done in batches.</summary>
    private static bool IsMarked(Operation operation, Operation wanted) =>
        (operation, wanted) is (DataStatement { Backfill: null } plain, DataStatement { Backfill: not null } backfill) && (backfill with { Backfill = null }).Equals(plain);

    /// <summary>The statement as SQL.</summary>
    public static string Write(Operation operation) => SqlWriter.Write(operation);

    /// <summary>The rest of the statement first, as its commands stood before the others'; the other way round if PostgreSQL could not do that.</summary>
    private NewStatements? Around(ReviewedOperation operation, string rest, EquatableArray<Operation> instead)
    {
        var others = statement.Operations.Where(other => other != operation).Select(other => other.Operation).ToList();
        var last = statement.Before.Apply(others.Append(operation.Operation));
        if (last.Problems.Count == 0 && SchemaDiff.Between(last.Schema, statement.After).Count == 0) return new([], rest, [.. instead]);
        var first = statement.Before.Apply(others.Prepend(operation.Operation));
        return first.Problems.Count == 0 && SchemaDiff.Between(first.Schema, statement.After).Count == 0 ? new([.. instead], rest, []) : null;
    }

    /// <summary>The statement without one of its commands; null if that can't be told.</summary>
    private string? Cut(ReviewedOperation operation, int at)
    {
        var (start, end) = (operation.Origin.Start, operation.Origin.Start + operation.Origin.Length);
        if (at + 1 < statement.Operations.Count) end = statement.Operations[at + 1].Origin.Start;
        else start = statement.Operations[at - 1].Origin.Start + statement.Operations[at - 1].Origin.Length;
        if (start < Start || end <= start || end > Start + Length || HasComment(start, end)) return null;
        var text = Text.Remove(start - Start, end - start);
        return Says(text, [.. statement.Operations.Where(other => other != operation).Select(other => other.Operation)]) ? text : null;
    }

    /// <summary>The text with a few words more that make of the operation what it is to be; null if no such words are known.</summary>
    private string? Edited(ReviewedOperation operation, int at, Operation wanted)
    {
        var meaning = statement.Operations.Select(other => other.Operation).ToArray();
        meaning[at] = wanted;
        var (start, end) = (operation.Origin.Start - Start, operation.Origin.Start - Start + operation.Origin.Length);
        return Candidates(operation.Operation, start, end, wanted).FirstOrDefault(text => Says(text, meaning));
    }

    private IEnumerable<string> Candidates(Operation operation, int start, int end, Operation wanted)
    {
        var text = Text;
        yield return text;
        if (start < 0 || end > text.Length) yield break;
        var tokens = new List<SqlToken>();
        var lexer = new SqlLexer(text, start, end);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput && tokens.Count < 12; token = lexer.Next()) tokens.Add(token);
        if (tokens.Count == 0) yield break;
        var lower = char.IsLower(text[tokens[0].Start]);
        var notValid = Cased(" NOT VALID");
        yield return text.Insert(end, notValid);
        foreach (var word in Words)
        {
            foreach (var token in tokens) yield return text.Insert(token.End, Cased(" " + word));
            yield return text.Insert(end, Cased(" " + word));
        }

        if (NameOf(wanted) is { } name)
        {
            var quoted = SqlIdentifier.Quote(name);
            foreach (var token in tokens)
            {
                var named = text.Insert(token.End, Cased(" CONSTRAINT ") + quoted);
                yield return named;
                yield return named.Insert(end + named.Length - text.Length, notValid);
                yield return text.Insert(token.End, " " + quoted);
                yield return text.Insert(token.End, Cased(" CONCURRENTLY ") + quoted);
            }
        }

        foreach (var other in Retyped(operation, start, end, wanted)) yield return other;
        foreach (var token in tokens.Where(token => token.Is(text, "json"))) yield return text.Insert(token.End, "b");

        string Cased(string words) => lower ? words.ToLowerInvariant() : words;
    }

    /// <summary>The text with other types behind the names of columns that get them.</summary>
    private IEnumerable<string> Retyped(Operation operation, int start, int end, Operation wanted)
    {
        var (old, now) = (Columns(operation), Columns(wanted));
        var changed = now.Where(column => old.Any(other => other.Name == column.Name && other.Type != column.Type)).ToList();
        if (changed.Count == 0 || old.Count != now.Count) yield break;
        var tokens = new List<SqlToken>();
        var lexer = new SqlLexer(Text, start, end);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next()) tokens.Add(token);
        var text = Text;
        // From the end, so that what stands before keeps its place.
        foreach (var column in changed.AsEnumerable().Reverse())
        {
            var at = Enumerable.Range(0, tokens.Count).FirstOrDefault(at => IsTypeOf(tokens, at, column.Name));
            if (at == 0) yield break;
            text = text.Remove(tokens[at].Start, tokens[at].Length).Insert(tokens[at].Start, column.Type);
        }

        yield return text;
    }

    /// <summary>Whether a token may be the type, of one word, of a column whose name stands before it. Whether it is, reading tells.</summary>
    private bool IsTypeOf(List<SqlToken> tokens, int at, string name) =>
        at > 0 && tokens[at].Kind == SqlTokenKind.Identifier && (tokens[at - 1].Text(Text) == SqlIdentifier.Quote(name) || SqlIdentifier.Fold(tokens[at - 1].Text(Text)) == name);

    private static IReadOnlyList<ColumnDefinition> Columns(Operation operation) => operation switch
    {
        AddColumn add => [add.Column],
        CreateTable create => [.. create.Columns],
        _ => [],
    };

    private static string? NameOf(Operation operation) => operation switch
    {
        AddConstraint add => add.Constraint.Name,
        CreateIndex create => create.Name,
        _ => null,
    };

    private static bool Says(string text, IReadOnlyList<Operation> meaning) =>
        SqlReader.Read(text) is [{ Problem: null } read] && read.Origin.Start == 0 && read.Origin.Length == text.Length &&
        MigrationScript.Open(EquatableArray.Of<Operation>(read)).SequenceEqual(meaning);

    private bool HasComment(int start, int end)
    {
        var lexer = new SqlLexer(source, start, end);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (token.Kind == SqlTokenKind.Comment) return true;
        }

        return false;
    }
}
