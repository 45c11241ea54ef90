using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
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
        var changes = new List<TextChange>();
        var isWritten = form.Down.IsEmpty;
        for (var at = 0; at < script.Down.Count; at++)
        {
            var whole = script.Down[at];
            foreach (var operation in whole is SqlText { Meaning: { IsEmpty: false } meaning } ? meaning : EquatableArray.Of(whole))
            {
                if (!inverses.Exists(inverse => Undoes(operation, inverse, reviewed))) continue;
                if (SourceStatement.Find(source, [.. script.Down], whole) is not { } statement) return null;
                EquatableArray<Operation> instead = isWritten ? default : form.Down;
                isWritten = true;
                var change = instead.IsEmpty && OperationRemoval.Find(source, whole, operation) is { } removal
                    ? removal
                    : StatementRewrite.Of(statement, whole, operation, instead, isFollowing: at > 0, isFollowed: false);
                if (change is not { } made || changes.Exists(other => other.Span.OverlapsWith(made.Span))) return null;
                changes.Add(made);
            }
        }

        // Nothing undid the operation, so nothing has to give way to what undoes the form; but then that would be missing.
        return isWritten ? changes : null;
    }

    private static List<Operation> Inverses(ReviewedOperation reviewed)
    {
        var inverses = new List<Operation>();
        if (Inverse.Of(reviewed.Operation) is { } plain) inverses.Add(plain);
        if (Inverse.Of(reviewed.Operation, reviewed.Before).Operations is { } known) inverses.AddRange(known);
        // A column that a Down brings back need not have all that it had.
        if (reviewed.Operation is DropColumn drop) inverses.Add(new AddColumn(drop.Table, new(drop.Column, string.Empty)));
        return inverses;
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
