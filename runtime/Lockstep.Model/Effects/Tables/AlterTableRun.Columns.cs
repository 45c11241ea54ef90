using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <content>Columns: added, required, generated, numbered.</content>
internal sealed partial class AlterTableRun
{
    private void Add(Table table, AddColumn add)
    {
        if (table.Column(add.Column.Name) is not null) return;
        var added = new List<Table>();
        Reach(table);
        var fill = ColumnFill.Of(_effects.Schema, _effects.Version, add.Column);
        if (fill.IsGuess) _effects.Uncertain();
        foreach (var part in added)
        {
            if (fill.Rewrites && SchemaWalk.HasFile(part)) Fill(part, fill);
            else if (fill.LeavesNulls && add.Column.NotNull) Verify(part, $"reads the table for nulls in \"{add.Column.Name}\"");
        }

        foreach (var constraint in add.Column.AllConstraints())
        {
            if (constraint is ForeignKeyConstraint key) Add(table, key, add.Only, isNeedless: !fill.IsSaid, isOfNulls: fill.LeavesNulls);
            else if (constraint is not NotNullConstraint) Add(table, constraint, add.Only);
        }

        void Reach(Table parent)
        {
            _effects.Lock(parent, _level);
            added.Add(parent);
            if (add.Only) return;
            foreach (var child in _effects.Walk.ChildrenOf(parent.Name))
            {
                _effects.Lock(child, _level);
                // A child that has the column already keeps it, and so do its children.
                if (child.Column(add.Column.Name) is null && !added.Contains(child)) Reach(child);
            }
        }
    }

    private void Fill(Table table, ColumnFill fill)
    {
        _work.Rewrite(table);
        _effects.Because(3, fill.Why);
        foreach (var sequence in fill.Sequences)
        {
            if (_effects.Schema.Find(sequence) is Sequence known) _effects.Lock(known, LockMode.RowExclusive);
        }
    }

    private void Verify(Table table, string why)
    {
        _work.Read(table);
        _effects.Because(1, why);
    }

    /// <summary>SET NOT NULL: rows are read unless it is known already, or a check proves, that there are no nulls.</summary>
    private void Require(Table table, string column, bool only)
    {
        if (table.PartitionBy is not null && only && !IsAtLeast(18))
        {
            LockTree(table, only: false);
            return;
        }

        Require(table, column, only, isTop: true);
    }

    private void Require(Table table, string column, bool only, bool isTop)
    {
        _effects.Lock(table, _level);
        var isKnown = table.Column(column) is { NotNull: true, NotNullConstraint: not { Definition.NotValid: true } } || IsSaidOfAssumed(table, column);
        if (!isKnown)
        {
            if (NullTests.Proof(table, column) is { } proof) _effects.Because(0, $"metadata only: the check \"{proof.Name}\" proves that there are no nulls");
            else Verify(table, $"reads the table for nulls in \"{column}\"");
        }

        // Since PostgreSQL 18 a child can't have nulls where its parent can't; before, only a partition.
        if (only || (isKnown && (IsAtLeast(18) || (isTop && table.PartitionBy is not null)))) return;
        foreach (var child in _effects.Walk.ChildrenOf(table.Name)) Require(child, column, only, isTop: false);
    }

    /// <summary>Of a table that the schema does not hold, NOT NULL is only known as a constraint that a statement has added.</summary>
    private static bool IsSaidOfAssumed(Table table, string column) =>
        table.Columns.IsEmpty && table.Constraints.Any(constraint => constraint.Definition is NotNullConstraint { NotValid: false } said && said.Column == column);

    private void Allow(Table table, DropNotNull drop)
    {
        if (IsAtLeast(18) && table.Column(drop.Column) is not { NotNull: true }) return;
        LockTree(table, drop.Only);
    }

    private void Set(Table table, SetExpression set)
    {
        foreach (var part in LockTree(table, set.Only))
        {
            // Of a table that the schema does not hold; virtual columns are younger than SET EXPRESSION.
            if (part.Columns.IsEmpty) _effects.Uncertain();
            else if (part.Column(set.Column) is not { GeneratedVirtual: false }) continue;
            _work.Rewrite(part);
            _effects.Because(3, $"every row is written anew with the new \"{set.Column}\"");
            Depend(part, set.Column, isKept: _ => false, keepsKeys: false);
        }
    }

    private void Identify(Table table, ColumnChange change)
    {
        // Partitions have had the identity of their table since PostgreSQL 17.
        if (table.PartitionBy is not null && IsAtLeast(17) && change is not AlterIdentity { Identity: Identity.None }) LockTree(table, change.Only);
        if (change is AddIdentity) return;
        foreach (var sequence in _effects.Walk.SequencesOf(table.Name).Where(sequence => sequence.ForIdentity && sequence.OwnerColumn == change.Column))
        {
            _effects.Lock(sequence, change is DropIdentity ? LockMode.AccessExclusive : LockMode.ShareRowExclusive);
            if (change is AlterIdentity alter && alter.Sequence with { OwnedBy = null } != SequenceOptions.None) _effects.Restart(sequence.Name);
        }
    }
}
