using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2011.</summary>
public sealed class TableMoved : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2011",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A table in use does not go to another tablespace at once",
        "{0} copied to tablespace '{1}' while everybody who reads or writes {2} waits (ACCESS EXCLUSIVE lock); do it while nobody works with it, or with a " +
        "tool that copies while others work, such as pg_repack",
        "ALTER TABLE … SET TABLESPACE copies the table's files, byte by byte, under ACCESS EXCLUSIVE. Of a partitioned table it only says where later " +
        "partitions go.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case SetTableTablespace set when !IndexMoved.IsOnIndex(set, reviewed) && Work.Rewrites(reviewed.Effects, set.Table, reviewed, review):
                report.Add(Info, set.Origin, $"'{set.Table}' is", set.Tablespace, "it");
                break;
            case MoveTablespace { Relation: not RelationKind.Index } move when move.From != move.To:
                report.Add(Info, move.Origin, $"What is in tablespace '{move.From}' is", move.To, "it");
                break;
        }
    }
}
