using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>Writes a safe form into a file of SQL.</summary>
/// <param name="review">What the file does.</param>
/// <param name="file">The file as it was read.</param>
/// <param name="text">The file as it stands on the disk.</param>
/// <param name="isMigration">Whether it is one of Lockstep's.</param>
internal sealed class FormInFile(MigrationReview review, SqlFileText file, string text, bool isMigration)
{
    private readonly string _newLine = text.Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>The fix; null if the file can't hold it.</summary>
    public SqlFix? Write(ReviewedOperation operation, SafeForm form)
    {
        var statement = operation.Statement;
        var edits = new List<SqlEdit>();
        var isNumbered = isMigration || NextFileName.HasVersion(NameOf(file.File.Path));
        if (!isNumbered && form.Later.Any(later => later.Precondition is not null)) return null;
        if (!form.Later.IsEmpty && !CanFollow(operation, form)) return null;

        var behind = new List<Operation>();
        if (!isNumbered) behind.AddRange(form.Later.SelectMany(later => later.Up));
        if (statement.TransactionState == TransactionState.Block && !BehindCommit(operation, form, behind, edits)) return null;
        if (statement.TransactionState != TransactionState.Block && InPlace(operation, new(form.Instead.Concat(behind)), edits) is false) return null;
        if (!InDown(operation, form, edits)) return null;
        if (!form.Deprecates.IsEmpty) edits.Add(new(0, 0, "-- deprecates: " + string.Join(", ", form.Deprecates) + _newLine));

        var later = new LaterFile(file.File, text, isMigration);
        return new(form.Title, new(edits)) { NewFiles = isNumbered ? new(form.Later.Select(later.Of)) : default, ComesFirst = form.ComesFirst };
    }

    /// <summary>Whether what stands behind the operation works without what is put off.</summary>
    private bool CanFollow(ReviewedOperation operation, SafeForm form)
    {
        var part = operation.Statement.IsDown ? review.Down : review.Up;
        var following = part.Where(statement => statement.Index >= operation.Statement.Index)
            .SelectMany(statement => statement.Operations)
            .SkipWhile(other => other != operation)
            .Skip(1)
            .Select(other => other.Operation)
            .ToList();
        return Problems(form.Instead.Concat(following)) <= Problems(following.Prepend(operation.Operation));

        int Problems(IEnumerable<Operation> operations) => operation.Before.Apply(operations).Problems.Count(problem => !problem.IsNote);
    }

    private static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>Writes statements in the place of an operation.</summary>
    private bool InPlace(ReviewedOperation operation, EquatableArray<Operation> instead, List<SqlEdit> edits)
    {
        var statement = operation.Statement;
        var origin = statement.Operation.Origin;
        if (new StatementPlace(statement, file.Text).Replace(operation, instead) is not { } now) return false;
        // A variable of psql, or the like, in what is written anew would be gone.
        if (now.Text is null || now.Text.IndexOf(file.Text.Substring(origin.Start, origin.Length), StringComparison.Ordinal) < 0)
        {
            if (string.CompareOrdinal(file.Text, origin.Start, text, origin.Start, origin.Length) != 0) return false;
        }

        if (now.Text is null && now.Before.Count == 0 && now.After.Count == 0)
        {
            edits.Add(WholeLines(origin));
            return true;
        }

        var indent = Indent(origin.Start);
        var statements = new SqlStatements(_newLine, indent, isMigration);
        var before = statements.Lines(now.Before, isFirst: true);
        if (before.Length > 0) edits.Add(new(origin.Start, 0, before.Remove(0, indent.Length) + (now.Text is null ? string.Empty : indent)));
        var kept = instead.Count > now.Before.Count ? instead[now.Before.Count] : null;
        var marks = new List<string>();
        if (isMigration && now.Text is not null && kept is { StartsStep: true } && (now.Before.Count > 0 || !statement.Operation.StartsStep)) marks.Add("-- step");
        if (now.Text is not null && kept is not null && BackfillMark.Write(kept) is { } mark) marks.Add(mark);
        // A mark stands alone on its line.
        var isFirstOfLine = text.Substring(LineStart(origin.Start), origin.Start - LineStart(origin.Start)).Trim().Length == 0;
        if (marks.Count > 0) edits.Add(new(origin.Start, 0, (isFirstOfLine ? string.Empty : _newLine + indent) + string.Concat(marks.Select(mark => mark + _newLine + indent))));
        edits.AddRange(Difference(origin.Start, text.Substring(origin.Start, origin.Length), now.Text ?? string.Empty));
        var after = statements.Lines(now.After, isFirst: now.Before.Count == 0 && now.Text is null);
        if (after.Length == 0) return true;

        var end = origin.Start + origin.Length;
        var semicolon = Semicolon(end);
        edits.Add(semicolon < 0
            ? new(end, 0, ";" + _newLine + after.TrimEnd(';', '\r', '\n'))
            : Below(semicolon + 1, after));
        return true;
    }

    /// <summary>Lines below a statement that ends at a place: below the comment behind it, too, but before another statement on its line.</summary>
    private SqlEdit Below(int place, string lines)
    {
        var end = LineEnd(place);
        var rest = text.Substring(place, end - place).TrimStart();
        if (rest.Length > 0 && !rest.StartsWith("--", StringComparison.Ordinal)) return new(place, 0, _newLine + lines.TrimEnd('\r', '\n'));
        return new(end, 0, _newLine + lines.TrimEnd('\r', '\n'));
    }

    /// <summary>Within BEGIN and COMMIT: what can't be there, or is to be done when that is committed, stands behind the COMMIT.</summary>
    private bool BehindCommit(ReviewedOperation operation, SafeForm form, List<Operation> behind, List<SqlEdit> edits)
    {
        var statement = operation.Statement;
        var part = statement.IsDown ? review.Down : review.Up;
        var commit = part.FirstOrDefault(other => other.Index > statement.Index && Control(other) is not null);
        if (commit is null || Control(commit) != TransactionVerb.Commit || Semicolon(End(commit)) is var semicolon && semicolon < 0) return false;

        var stays = form.Instead;
        if (form.OutsideTransaction || form.Instead.Skip(1).Any(instead => instead.StartsStep))
        {
            behind.InsertRange(0, form.Instead);
            stays = default;
            if (IsAlone(operation, part, commit) is { } begin)
            {
                edits.Add(WholeLines(begin.Operation.Origin));
                edits.Add(WholeLines(commit.Operation.Origin));
                return InPlace(operation, new(behind), edits);
            }

            if (!CanWait(operation, part, commit)) return false;
        }

        if (!InPlace(operation, stays, edits)) return false;
        if (behind.Count == 0) return true;
        edits.Add(Below(semicolon + 1, new SqlStatements(_newLine, Indent(commit.Operation.Origin.Start), isMigration).Lines(behind, isFirst: true)));
        return true;
    }

    /// <summary>The BEGIN, if nothing but the operation stands between it and the COMMIT; else null.</summary>
    private static ReviewedStatement? IsAlone(ReviewedOperation operation, IReadOnlyList<ReviewedStatement> part, ReviewedStatement commit)
    {
        var statement = operation.Statement;
        if (statement.Operations.Count > 1 || statement.Index == 0 || commit.Index != statement.Index + 1) return null;
        return part[statement.Index - 1] is var begin && Control(begin) == TransactionVerb.Begin ? begin : null;
    }

    /// <summary>Whether nothing that follows in the transaction needs what the operation does.</summary>
    private static bool CanWait(ReviewedOperation operation, IReadOnlyList<ReviewedStatement> part, ReviewedStatement commit)
    {
        var following = part.Where(other => other.Index > operation.Statement.Index && other.Index < commit.Index).SelectMany(other => other.Operations).ToList();
        if (operation.Statement.Operations.Count > 1 && operation != operation.Statement.Operations[operation.Statement.Operations.Count - 1]) return false;
        if (following.Exists(other => other.Operation is DataStatement or SqlText)) return false;
        // What is not known of the schema is a problem in either order.
        return Problems(following.Select(other => other.Operation).Append(operation.Operation)) <= Problems(following.Select(other => other.Operation).Prepend(operation.Operation));

        int Problems(IEnumerable<Operation> operations) => operation.Before.Apply(operations).Problems.Count;
    }

    private static TransactionVerb? Control(ReviewedStatement statement) => statement.Operations is [{ Operation: TransactionControl control }] ? control.Verb : null;

    /// <summary>Mends Down, which undoes what the operation did.</summary>
    private bool InDown(ReviewedOperation operation, SafeForm form, List<SqlEdit> edits)
    {
        var goes = form.Instead.IsEmpty && form.Later.IsEmpty;
        var moves = form.Instead.IsEmpty;
        if (operation.Statement.IsDown || review.Down.Count == 0 || (form.Down.IsEmpty && !moves)) return true;
        var inverse = Inverse.Of(operation.Operation, operation.Before);
        var inverses = inverse.Operations ?? [];
        if (moves && inverse.Loss is { } loss && text.IndexOf(DownInFile.LossLine(loss) + _newLine, StringComparison.Ordinal) is >= 0 and var line)
        {
            edits.Add(new(line, DownInFile.LossLine(loss).Length + _newLine.Length, string.Empty));
        }

        if (Doing(inverses) is { } whole)
        {
            if (whole.Operations.Count == 1) return InPlace(whole.Operations[0], form.Down, edits);
            if (form.Down.IsEmpty) edits.Add(WholeLines(whole.Operation.Origin));
            return form.Down.IsEmpty;
        }

        var found = new List<ReviewedOperation>();
        foreach (var undoing in inverses)
        {
            var same = review.Down.Where(statement => !statement.IsBlock).SelectMany(statement => statement.Operations).FirstOrDefault(other => IsSame(other, undoing));
            // What is left out needs no statement of its own to take it back: its table goes, perhaps.
            if (same is null && goes) return operation.Operation is CreateIndex create && !review.Down.Any(statement => Names(statement, FormNames.Of(create, operation.Before)));
            if (same is null) return false;
            found.Add(same);
        }

        // Two commands of one statement can't be taken out at once.
        if (found.Select(other => other.Statement).Distinct().Count() < found.Count) return false;
        for (var at = 0; at < found.Count; at++)
        {
            if (!InPlace(found[at], at == 0 ? form.Down : default, edits)) return false;
        }

        return found.Count > 0 || inverses.Count == 0;
    }

    private static bool Names(ReviewedStatement statement, string name) =>
        statement.Operations.Any(operation => ExpressionText.Uses(SqlWriter.Write(operation.Operation), name));

    /// <summary>Whether an operation is that one, whether or not either says the table's schema.</summary>
    private static bool IsSame(ReviewedOperation other, Operation wanted) => (other.Operation, wanted) is (TableChange have, TableChange want)
        ? (have with { Table = other.NameOf(have.Table).ToQualifiedName(), StartsStep = false }).Equals(want with { Table = other.NameOf(want.Table).ToQualifiedName() })
        : other.Operation.Equals(wanted);

    /// <summary>The statement of Down that does what the operations do, in whatever words: <c>int</c> for <c>int4</c>, a key beside its column.</summary>
    private ReviewedStatement? Doing(IReadOnlyList<Operation> operations) => operations.Count == 0 ? null : review.Down.FirstOrDefault(statement =>
    {
        if (statement.IsBlock || statement.Problems.Count > 0) return false;
        var wanted = statement.Before.Apply(operations);
        return wanted.Problems.Count == 0 && SchemaDiff.Between(statement.Before, wanted.Schema).Count > 0 && SchemaDiff.Between(statement.After, wanted.Schema).Count == 0;
    });

    /// <summary>The least that has to change, so that edits of several findings seldom touch.</summary>
    private static IEnumerable<SqlEdit> Difference(int start, string old, string now)
    {
        if (old == now) yield break;
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) head++;
        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[old.Length - 1 - tail] == now[now.Length - 1 - tail]) tail++;
        // A word is put in with the space before it, not the one behind it.
        if (head > 0 && head + tail == old.Length && old[head - 1] == ' ' && now[now.Length - tail - 1] == ' ')
        {
            head--;
            tail++;
        }

        yield return new(start + head, old.Length - head - tail, now.Substring(head, now.Length - head - tail));
    }

    /// <summary>Takes out a statement, and its line if nothing else stands there.</summary>
    private SqlEdit WholeLines(Origin origin)
    {
        var start = origin.Start;
        var semicolon = Semicolon(origin.Start + origin.Length);
        var end = semicolon < 0 ? origin.Start + origin.Length : semicolon + 1;
        var lineStart = LineStart(start);
        if (text.Substring(lineStart, start - lineStart).Trim().Length > 0 || text.Substring(end, LineEnd(end) - end).Trim().Length > 0) return new(start, end - start, string.Empty);
        var next = LineEnd(end);
        if (next < text.Length && text[next] == '\r') next++;
        if (next < text.Length && text[next] == '\n') next++;
        return new(lineStart, next - lineStart, string.Empty);
    }

    private static int End(ReviewedStatement statement) => statement.Operation.Origin.Start + statement.Operation.Origin.Length;

    /// <summary>Where the semicolon stands that ends a statement; -1 if the text ends without one.</summary>
    private int Semicolon(int end)
    {
        var lexer = new Sql.SqlLexer(file.Text, end, file.Text.Length);
        var token = lexer.Next();
        return token.Kind != Sql.SqlTokenKind.EndOfInput && token.Is(file.Text, ';') ? token.Start : -1;
    }

    private string Indent(int place)
    {
        var start = LineStart(place);
        var end = start;
        while (end < place && text[end] is ' ' or '\t') end++;
        return text.Substring(start, end - start);
    }

    private int LineStart(int place)
    {
        while (place > 0 && text[place - 1] is not ('\r' or '\n')) place--;
        return place;
    }

    private int LineEnd(int place)
    {
        while (place < text.Length && text[place] is not ('\r' or '\n')) place++;
        return place;
    }
}
