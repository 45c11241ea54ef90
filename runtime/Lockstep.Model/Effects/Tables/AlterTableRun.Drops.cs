using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <content>Columns and constraints that go.</content>
internal sealed partial class AlterTableRun
{
    private void Drop(Table table, TableChange drop)
    {
        var isThere = drop switch
        {
            DropColumn { Column: var column } => table.Column(column) is not null,
            DropConstraint { Name: var name } => table.Constraint(name) is not null,
            _ => false,
        };
        if (!isThere)
        {
            if (drop is not (DropColumn { IfExists: true } or DropConstraint { IfExists: true })) _effects.Uncertain();
            return;
        }

        LeaveOrDrop(table, drop, drop.Only);
        Vanished.Add(_effects, _effects.After(drop));
    }

    /// <summary>
    /// Children lose what they have only from this parent; what else they have stays, and only they count one parent less, also with ONLY.
    /// </summary>
    private void LeaveOrDrop(Table table, TableChange drop, bool only)
    {
        if (drop is DropConstraint constraint && table.Constraint(constraint.Name)?.Definition is not (CheckConstraint { NoInherit: false } or NotNullConstraint)) return;
        foreach (var child in _effects.Walk.ChildrenOf(table.Name))
        {
            _effects.Lock(child, _level);
            var isLocal = drop is DropColumn column ? child.Column(column.Column)?.Local : child.Constraint(((DropConstraint)drop).Name)?.Local;
            if (!only && isLocal == false) LeaveOrDrop(child, drop, only);
        }
    }
}
