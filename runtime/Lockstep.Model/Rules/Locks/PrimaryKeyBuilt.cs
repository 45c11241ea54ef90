using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2026.</summary>
public sealed class PrimaryKeyBuilt : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2026",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A primary key of an existing table uses an index that is there",
        "{0} of '{1}' builds its index{2} while reads of and writes to '{1}' wait (ACCESS EXCLUSIVE lock); {3}",
        "ADD PRIMARY KEY builds an index under ACCESS EXCLUSIVE, and reads the table once more for nulls in columns that allow them. With NOT NULL proved " +
        "before and the index created concurrently, ADD PRIMARY KEY USING INDEX reads no row.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => KeyForms.Primary(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case AddConstraint { Constraint: PrimaryKeyConstraint { UsingIndex: null, WithoutOverlaps: false } key } add when !UniqueConstraintBuilt.IsHollow(add, reviewed) && Work.Reads(reviewed.Effects, add.Table, reviewed, review):
                var nullable = key.Columns.Where(column => reviewed.Column(add.Table, column) is { NotNull: false }).ToList();
                report.Add(
                    Info,
                    add.Origin,
                    Wording.Name(key),
                    add.Table.ToString(),
                    nullable.Count > 0 ? $" and looks for nulls in ({Wording.Columns(nullable)})" : string.Empty,
                    WhatToDo(add, nullable, reviewed, review));
                break;
            case AddColumn add when ColumnConstraints.ThatReads<PrimaryKeyConstraint>(add, reviewed, review) is not null:
                report.Add(
                    Info,
                    add.Origin,
                    $"PRIMARY KEY on new column '{add.Column.Name}'",
                    add.Table.ToString(),
                    string.Empty,
                    "add the column without it, fill it, and add the key USING INDEX of a unique index that is created concurrently" + Wording.Outside(reviewed.Statement));
                break;
        }
    }

    private static string WhatToDo(AddConstraint add, List<string> nullable, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Table(add.Table) is { PartitionBy: not null }) return UniqueConstraintBuilt.KeyByPartition(add.Table.ToString());
        var index = "create a unique index concurrently" + Wording.Outside(reviewed.Statement) + ", then add the key USING INDEX";
        return nullable.Count == 0 ? index : PrimaryKeyReadsForNulls.NotNullFirst(nullable, review) + ", " + index;
    }
}
