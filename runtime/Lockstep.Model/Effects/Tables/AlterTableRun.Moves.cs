using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <content>Names, places, owners and files.</content>
internal sealed partial class AlterTableRun
{
    private bool MoveOrRename(TableChange change)
    {
        switch (change)
        {
            case RenameColumn rename:
                if (Now is Table renamed) LockTree(renamed, rename.Only);
                return true;
            case RenameConstraint rename:
                if (Now is Table constrained) Rename(constrained, rename);
                return true;
            case SetTableSchema:
                _effects.Lock(_effects.Walk.SequencesOf(_name), _level);
                return true;
            case SetTableLogged set:
                SetLogged(set);
                return true;
            case SetTableAccessMethod set:
                SetMethod(set.Method ?? DefaultMethod);
                return true;
            case SetTableTablespace set:
                Move(_effects, Now, set.Tablespace);
                return true;
            default:
                return false;
        }
    }

    private const string DefaultMethod = "heap";
    private const string DefaultTablespace = "pg_default";

    /// <summary>Copies a relation's file to another tablespace, byte by byte.</summary>
    public static void Move(EffectsBuilder effects, Relation relation, string tablespace)
    {
        if (IsIn(relation, tablespace)) return;
        if (relation is TableIndex index) effects.NewIndexFile(index);
        else effects.NewFile(relation);
        effects.Because(3, "the file is copied to the other tablespace");
    }

    /// <summary>Whether the relation is in the tablespace; the default one is taken for the database's.</summary>
    public static bool IsIn(Relation relation, string tablespace) => relation is not (Sequence or View { Materialized: false }) && (relation.Tablespace ?? DefaultTablespace) == tablespace;

    private void Rename(Table table, RenameConstraint rename)
    {
        if (table.Constraint(rename.Name)?.Definition is IndexConstraint) LockIndex(table, rename.Name, LockMode.ShareUpdateExclusive);
        else if (table.Constraint(rename.Name)?.Definition is CheckConstraint { NoInherit: false }) LockTree(table, rename.Only);
    }

    private void SetLogged(SetTableLogged set)
    {
        var wanted = set.Logged ? Persistence.Permanent : Persistence.Unlogged;
        if (Now.Persistence == wanted || Now is Table { PartitionBy: not null }) return;
        if (Now is Sequence sequence)
        {
            _effects.Restart(sequence.Name);
            return;
        }

        _work.Rewrite(Now);
        _effects.Because(3, set.Logged ? "every row is written anew, and into the log" : "every row is written anew, into a file that the log leaves out");
        if (!IsAtLeast(15)) return;
        foreach (var owned in _effects.Walk.SequencesOf(_name))
        {
            _effects.Lock(owned, _level);
            _effects.Restart(owned.Name);
        }
    }

    private void SetMethod(string method)
    {
        if (Now is not Table table || (table.AccessMethod ?? DefaultMethod) == method) return;
        if (!SchemaWalk.HasFile(table)) return;
        _work.Rewrite(table);
        _effects.Because(3, "every row is written anew by the other access method");
    }

    private void Own(Relation relation, SetOwner set)
    {
        // Who made it may be the new owner already.
        if (relation.Owner is null) _effects.Uncertain();
        if (IsOwner(relation, set.Owner)) return;
        _effects.Lock(_effects.Walk.IndexesOf(relation.Name), _level);
        _effects.Lock(_effects.Walk.SequencesOf(relation.Name), _level);
    }

    /// <summary>Whether nothing changes. Who makes objects is taken for who changes them.</summary>
    private static bool IsOwner(Relation relation, string owner) =>
        relation.Owner is { } now ? now == owner : owner is "CURRENT_USER" or "SESSION_USER" or "CURRENT_ROLE";
}
