using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>What is left to do when the catalog is changed: tables to rewrite or read, indexes to build, foreign keys to check.</summary>
/// <param name="effects">Where it goes.</param>
internal sealed class AlterTableWork(EffectsBuilder effects)
{
    private readonly HashSet<ObjectName> _rewritten = [];
    private readonly HashSet<ObjectName> _read = [];
    private readonly List<(TableIndex Index, bool IsKept)> _changed = [];
    private readonly List<(ObjectName Table, ForeignKeyConstraint Key, bool IsOfNulls)> _keys = [];

    /// <summary>Every row is written anew.</summary>
    public void Rewrite(Relation table) => _rewritten.Add(table.Name);

    /// <summary>Whether it is.</summary>
    public bool IsRewritten(Relation table) => _rewritten.Contains(table.Name);

    /// <summary>Every row is looked at: to check it, or to build an index.</summary>
    public void Read(Relation table) => _read.Add(table.Name);

    /// <summary>An index is made anew, and takes over the old one's file if that still serves and the table keeps its own.</summary>
    public void Change(TableIndex index, bool isKept)
    {
        effects.Lock(index, LockMode.AccessExclusive);
        _changed.Add((index, isKept));
    }

    /// <summary>A foreign key is checked for all rows.</summary>
    /// <param name="table">The table that has it.</param>
    /// <param name="key">The key.</param>
    /// <param name="isOfNulls">Whether it is known that all its values are null, so that none has to be looked up.</param>
    public void Check(Relation table, ForeignKeyConstraint key, bool isOfNulls = false) => _keys.Add((table.Name, key, isOfNulls));

    /// <summary>Does it.</summary>
    public void Finish()
    {
        foreach (var name in _rewritten)
        {
            if (Find(name) is { } table) effects.Rewrite(table);
        }

        foreach (var (index, isKept) in _changed)
        {
            if (isKept || _rewritten.Contains(index.Table)) continue;
            effects.Rebuild(index);
            _read.Add(index.Table);
        }

        foreach (var name in _read)
        {
            if (Find(name) is { } table) effects.Scan(table);
        }

        foreach (var (name, key, isOfNulls) in _keys)
        {
            if (Find(name) is Table table) ForeignKeys.Check(effects, table, key, isOfNulls);
        }
    }

    private Relation? Find(ObjectName name) => effects.Schema.Relations.Find(name) ?? new Table(name);
}
