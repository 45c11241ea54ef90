using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>What ALTER TABLE does with plain tables and not with partitioned tables and partitions, or not with that kind of constraint.</summary>
internal static class TableChangeRefused
{
    /// <summary>The first version that gives partitioned tables an access method.</summary>
    private const int MethodOfPartitioned = 17;

    public static Refusal? Check(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not TableChange change || reviewed.Table(change.Table) is not { } table) return null;
        var isPartitioned = table.PartitionBy is not null;
        return change switch
        {
            AddColumn when table.Bounds is not null && table.Inherits.Count > 0 => new("cannot add column to a partition", $"add it to '{table.Inherits[0]}'"),
            AddColumn { IfNotExists: true } add when table.Column(add.Column.Name) is not null => null,
            AddColumn { Only: true } when new SchemaWalk(reviewed.Before).ChildrenOf(table.Name).Any() =>
                new("column must be added to child tables too", "take ONLY out"),
            DropColumn { IfExists: true } drop when table.Column(drop.Column) is null => null,
            DropColumn or AlterColumnType when isPartitioned && ExpressionText.Uses(table.PartitionBy, ((ColumnChange)change).Column) =>
                new($"column \"{((ColumnChange)change).Column}\" is part of the partition key of relation \"{table.Name}\"", "make a new table that is partitioned as it is to be, and move the rows"),
            SetTableOptions when isPartitioned => new("a partitioned table has no storage parameters", "set them for each partition"),
            SetTableAccessMethod when isPartitioned && reviewed.Statement.Server.Version < MethodOfPartitioned =>
                new("cannot change access method of a partitioned table", $"set it for each partition; PostgreSQL {MethodOfPartitioned} can set it for those to come"),
            AlterConstraint { Deferrable: not null } alter when table.Constraint(alter.Name) is { Definition: not ForeignKeyConstraint } =>
                new($"constraint \"{alter.Name}\" of relation \"{table.Name}\" is not a foreign key constraint", "drop it and add it again as it is to be"),
            _ => null,
        };
    }
}
