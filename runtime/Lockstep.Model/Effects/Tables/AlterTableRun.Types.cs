using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <content>ALTER COLUMN … TYPE, and what depends on the column.</content>
internal sealed partial class AlterTableRun
{
    private void Alter(Table table, AlterColumnType alter)
    {
        var types = new TypeCatalog(_effects.Schema);
        var to = types.Read(alter.Type);
        foreach (var part in LockTree(table, alter.Only))
        {
            if (part.Column(alter.Column) is not { } column)
            {
                // A table that the schema does not hold.
                _effects.Uncertain();
                _effects.Because(3, $"what \"{alter.Column}\" is now is not known; if it is stored in another way, every row is written anew");
                _work.Rewrite(part);
                continue;
            }

            var change = new TypeChange(_effects.Schema, _effects.Server);
            var rewrites = change.Rewrites(column, to, alter.Using) && SchemaWalk.HasFile(part);
            if (change.IsGuess) _effects.Uncertain();
            if (rewrites)
            {
                _work.Rewrite(part);
                _effects.Because(3, $"\"{column.Name}\" is stored in another way as {alter.Type}, so every row is written anew");
            }

            if (column.Identity != Identity.None) RestartAs(part, column.Name);
            var compatibility = new IndexCompatibility(types, column, to, alter.Collation);
            Depend(part, column.Name, compatibility.Keeps, compatibility.KeepsOperators);
        }
    }

    /// <summary>An identity's sequence gets the column's type.</summary>
    private void RestartAs(Table table, string column)
    {
        foreach (var sequence in _effects.Walk.SequencesOf(table.Name).Where(sequence => sequence.ForIdentity && sequence.OwnerColumn == column))
        {
            _effects.Lock(sequence, LockMode.ShareRowExclusive);
            _effects.Restart(sequence.Name);
        }
    }

    /// <summary>Indexes and constraints of a column are made anew when it changes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="isKept">Whether an index takes over the old one's file, as long as the rows stay as they are.</param>
    /// <param name="keepsKeys">Whether foreign keys need no check, as long as the rows stay as they are.</param>
    private void Depend(Table table, string column, Func<TableIndex, bool> isKept, bool keepsKeys)
    {
        foreach (var index in _effects.Walk.IndexesOf(table.Name).Where(index => Uses(index, column)))
        {
            // A part of a partitioned table's index comes with that, and that has no file to give.
            var keeps = index.Parent is null && isKept(index);
            if (!keeps) _effects.Because(2, $"index {index.Name} is built anew");
            _work.Change(index, keeps);
        }

        foreach (var constraint in table.Constraints)
        {
            if (constraint.Definition is CheckConstraint { NotValid: false, NotEnforced: false } check && ExpressionText.Uses(check.Condition, column))
            {
                Verify(table, $"reads the table for the check \"{constraint.Name}\" on the changed column");
            }
        }

        var keys = _effects.Walk.KeysOf(table).Where(own => own.Key.Columns.Contains(column)).Select(own => (Table: table, own.Key))
            .Concat(_effects.Walk.KeysTo(table.Name).Where(other => other.Key.Target.Columns.Contains(column)).Select(other => (other.Table, other.Key)));
        foreach (var (owner, key) in keys)
        {
            ForeignKeys.LockBoth(_effects, owner, key, LockMode.AccessExclusive);
            if (key is { NotValid: false, NotEnforced: false } && (!keepsKeys || _work.IsRewritten(table))) _work.Check(owner, key);
        }
    }

    private static bool Uses(TableIndex index, string column) =>
        index.Elements.Any(element => ExpressionText.Uses(element, column)) || index.Include.Contains(column) || ExpressionText.Uses(index.Where, column);
}
