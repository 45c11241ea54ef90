using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2009.</summary>
public sealed class IndexMoved : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2009",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "An index goes to another tablespace concurrently",
        "{0} copied to tablespace '{1}' under an ACCESS EXCLUSIVE lock: nearly all queries of the table wait until it is done; {2}",
        "ALTER INDEX … SET TABLESPACE copies the index's file while nobody may use the index, and planning a query looks at every index of its tables. " +
        "REINDEX (TABLESPACE …) CONCURRENTLY builds it anew in the other place while everybody works.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Moved(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case SetTableTablespace set when IsOnIndexInUse(set, reviewed, review):
                report.Add(Info, set.Origin, $"Index '{set.Table}' is", set.Tablespace, WhatToDo(set.Table.ToSql(), set.Tablespace, reviewed, review));
                break;
            case MoveTablespace { Relation: RelationKind.Index } move when move.From != move.To:
                report.Add(Info, move.Origin, $"The indexes of tablespace '{move.From}' are", move.To, WhatToDo("name", move.To, reviewed, review));
                break;
        }
    }

    /// <summary>Whether the relation is an index.</summary>
    internal static bool IsOnIndex(SetTableTablespace set, ReviewedOperation reviewed) =>
        set.Relation == RelationKind.Index || reviewed.Before.Find(set.Table) is TableIndex;

    private static bool IsOnIndexInUse(SetTableTablespace set, ReviewedOperation reviewed, MigrationReview review)
    {
        if (!IsOnIndex(set, reviewed)) return false;
        if (reviewed.Before.Find(set.Table) is not TableIndex index) return !review.History.IsComplete;
        return !reviewed.Effects.Rebuilds.IsEmpty && !reviewed.IsNew(index.Table) && !review.IsSmall(index.Table);
    }

    private static string WhatToDo(string index, string tablespace, ReviewedOperation reviewed, MigrationReview review) =>
        (review.Options.PostgresVersion >= 14
            ? $"use REINDEX (TABLESPACE {tablespace}) INDEX CONCURRENTLY {index}"
            : "create the same index concurrently in the other tablespace, and drop this one concurrently") + Wording.Outside(reviewed.Statement);
}
