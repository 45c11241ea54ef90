using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>Goes through the actions of one ALTER TABLE.</summary>
internal sealed partial class AlterTableRun
{
    private readonly EffectsBuilder _effects;
    private readonly ObjectName _name;
    private readonly Relation _assumed;
    private readonly LockMode _level;
    private readonly AlterTableWork _work;

    /// <summary>Begins.</summary>
    /// <param name="effects">Where what it does goes.</param>
    /// <param name="relation">What is changed.</param>
    /// <param name="level">The lock on it, and on the children that an action goes on to.</param>
    public AlterTableRun(EffectsBuilder effects, Relation relation, LockMode level)
    {
        _effects = effects;
        _assumed = relation;
        _name = relation.Name;
        _level = level;
        _work = new(effects);
    }

    /// <summary>What is changed, as it is now.</summary>
    private Relation Now => _effects.Schema.Relations.Find(_name) ?? (_effects.Schema.Assumed.Find(_name) as Table) ?? _assumed;

    /// <summary>Does what is left to do with the rows.</summary>
    public void Finish() => _work.Finish();

    /// <summary>Does one action.</summary>
    public void Do(Operation action)
    {
        if (action is SetOwner set) Own(Now, set);
        else if (action is TableChange change && !MoveOrRename(change) && Now is Table table) Change(table, change);
    }

    private void Change(Table table, TableChange change)
    {
        switch (change)
        {
            case AddColumn add:
                Add(table, add);
                break;
            case DropColumn or DropConstraint:
                Drop(table, change);
                break;
            case AlterColumnType alter:
                Alter(table, alter);
                break;
            case SetExpression set:
                Set(table, set);
                break;
            case SetNotNull set:
                Require(table, set.Column, set.Only);
                break;
            case DropNotNull drop:
                Allow(table, drop);
                break;
            case SetColumnDefault or SetColumnStatistics or SetColumnStorage or DropExpression:
                LockTree(table, change.Only);
                break;
            case AddIdentity or AlterIdentity or DropIdentity:
                Identify(table, (ColumnChange)change);
                break;
            case AddConstraint add:
                Add(table, add.Constraint, add.Only);
                break;
            case ValidateConstraint validate:
                Validate(table, validate);
                break;
            case AlterConstraint alter:
                Alter(table, alter);
                break;
            default:
                ChangeRest(table, change);
                break;
        }
    }

    private void ChangeRest(Table table, TableChange change)
    {
        switch (change)
        {
            case SetTriggerState when table.PartitionBy is not null:
                LockTree(table, change.Only);
                break;
            case SetClusterIndex { Index: { } index }:
                LockIndex(table, index, _level);
                break;
            case SetReplicaIdentity { Index: { } index }:
                LockIndex(table, index, LockMode.Share);
                break;
            case SetTableType { Type: { } type }:
                _effects.LockType(type, LockMode.AccessShare);
                break;
        }
    }

    /// <summary>The table and its descendants; the table alone with ONLY.</summary>
    private IReadOnlyList<Table> Tree(Table table, bool only) => only ? [table] : _effects.Walk.WithDescendants(table);

    /// <summary>Locks the table and its descendants as strongly as the statement needs.</summary>
    private IReadOnlyList<Table> LockTree(Table table, bool only)
    {
        var tree = Tree(table, only);
        _effects.Lock(tree, _level);
        return tree;
    }

    private void LockIndex(Table table, string index, LockMode mode)
    {
        var name = table.Name with { Name = index };
        if (_effects.Schema.Relations.Find(name) is TableIndex) _effects.Lock(name, mode);
        else _effects.Uncertain();
    }

    private bool IsAtLeast(int version) => _effects.Version >= version;
}
