using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Fixes;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes.Forms;

/// <summary>Puts what undoes a safe form in the place of what undid the operation.</summary>
internal static class DownRewrite
{
    /// <summary>The changes, none if Down can stay as it is; null if it can't stay, and where to change it is not known.</summary>
    public static IReadOnlyList<TextChange>? Of(MigrationSource source, ReviewedOperation reviewed, SafeForm form)
    {
        var script = source.Lowered.Script;
        // What undoes the operation undoes the form too, unless it says otherwise or does nothing here.
        if (form.Down.IsEmpty && !form.Instead.IsEmpty)
        {
            // Down has been in one transaction as well; outside of it, it should not block anybody either.
            if (!script.SingleTransaction || !form.OutsideTransaction || form.Instead is not [var only] || Inverse.Of(only) is not { } inverse || Inverse.Of(reviewed.Operation) == inverse) return [];
            return Of(source, reviewed, form with { Down = EquatableArray.Of(inverse) }) ?? [];
        }

        if (script.DownState != DownState.Present || reviewed.Statement.IsDown) return [];

        var inverses = Inverses(reviewed);
        var back = Inverse.Of(reviewed.Operation, reviewed.Before).Operations ?? [];
        var changes = new List<TextChange>();
        var down = new List<Operation>();
        var isWritten = form.Down.IsEmpty;
        for (var at = 0; at < script.Down.Count; at++)
        {
            var whole = script.Down[at];
            foreach (var operation in whole.Parts())
            {
                if (!inverses.Exists(inverse => Undoes(operation, inverse, reviewed)) && !DoesTheSame(operation, source.Review, back))
                {
                    down.Add(operation);
                    continue;
                }

                if (SourceStatement.Find(source, [.. script.Down], whole) is not { } statement) return null;
                EquatableArray<Operation> instead = isWritten ? default : form.Down;
                isWritten = true;
                down.AddRange(instead);
                var isWhole = statement.Operations.Count == 1 && whole is not SqlText { Meaning.Count: > 1 };
                var change = instead.IsEmpty && isWhole ? statement.Replace([])
                    : instead.IsEmpty && OperationRemoval.Find(source, whole, operation) is { } removal
                    ? removal
                    : StatementRewrite.Of(statement, whole, operation, instead, isFollowing: at > 0, isFollowed: false);
                if (change is not { } made || changes.Exists(other => other.Span.OverlapsWith(made.Span))) return null;
                changes.Add(made);
            }
        }

        // Nothing undid the operation, so nothing has to give way to what undoes the form; but then that would be missing.
        return isWritten && !IsWorse(source.Review, reviewed, form, down) ? changes : null;
    }

    /// <summary>Whether the new Down leaves more than the old one did, or fails where that did not: then it undoes in a way that is not seen through here.</summary>
    private static bool IsWorse(MigrationReview review, ReviewedOperation reviewed, SafeForm form, List<Operation> down)
    {
        var up = review.Up.SelectMany(statement => statement.Operations).SelectMany(other => other == reviewed ? form.Instead : EquatableArray.Of(other.Operation)).ToList();
        var after = review.Before.Apply(up).Schema.Apply(down);
        var (failing, left) = (Failing(after), SchemaDiff.Between(review.Before, after.Schema));
        var old = review.AfterUp.Apply([.. review.Down.SelectMany(statement => statement.Operations).Select(other => other.Operation)]);
        return failing.Except(Failing(old)).Any() || left.Except(SchemaDiff.Between(review.Before, old.Schema)).Any();
    }

    private static IEnumerable<string> Failing(SchemaReplay replay) => replay.Problems.Where(problem => !problem.IsNote).Select(problem => problem.Message);

    private static List<Operation> Inverses(ReviewedOperation reviewed)
    {
        var inverses = new List<Operation>();
        if (Inverse.Of(reviewed.Operation) is { } plain) inverses.Add(plain);
        if (Inverse.Of(reviewed.Operation, reviewed.Before).Operations is { } known) inverses.AddRange(known);
        // A column that a Down brings back need not have all that it had.
        if (reviewed.Operation is DropColumn drop) inverses.Add(new AddColumn(drop.Table, new(drop.Column, string.Empty)));
        return inverses;
    }

    /// <summary>Whether an operation of Down does what the others do together, in whatever words: <c>int</c> for <c>int4</c>, a key beside its column.</summary>
    private static bool DoesTheSame(Operation operation, MigrationReview review, IReadOnlyList<Operation> back)
    {
        var reviewed = review.Down.SelectMany(statement => statement.Operations).FirstOrDefault(other => other.Operation.Origin == operation.Origin && other.Operation.Equals(operation));
        if (reviewed is null || back.Count == 0) return false;
        var wanted = reviewed.Before.Apply(back);
        return wanted.Problems.Count == 0 && SchemaDiff.Between(reviewed.Before, wanted.Schema).Count > 0 && SchemaDiff.Between(reviewed.After, wanted.Schema).Count == 0;
    }

    private static bool Undoes(Operation operation, Operation inverse, ReviewedOperation reviewed) => (operation, inverse) switch
    {
        (AddColumn one, AddColumn other) => reviewed.NameOf(one.Table) == reviewed.NameOf(other.Table) && one.Column.Name == other.Column.Name,
        (DropIndex one, DropIndex other) => one.Index.Matches(other.Index),
        (DropConstraint one, DropConstraint other) => one.Table.Matches(other.Table) && one.Name == other.Name,
        (DropColumn one, DropColumn other) => one.Table.Matches(other.Table) && one.Column == other.Column,
        (DropTable one, DropTable other) => one.Table.Matches(other.Table),
        _ => Whole(operation, reviewed).Equals(Whole(inverse, reviewed)),
    };

    private static Operation Whole(Operation operation, ReviewedOperation reviewed) =>
        OperationNames.With(operation, name => name.Schema is null ? name with { Schema = reviewed.NameOf(name).Schema } : name);
}
