namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about how constraints are added and dropped.</summary>
internal static class ConstraintRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new ForeignKeyChecked(),
        new ColumnWithForeignKey(),
        new ReferencedTableLocked(),
        new CheckOfExistingRows(),
        new ColumnWithCheck(),
        new UniqueConstraintBuilt(),
        new PrimaryKeyBuilt(),
        new PrimaryKeyReadsForNulls(),
        new ExclusionConstraintBuilt(),
        new ValidatedUnderLock(),
        new UsingIndexRefused(),
        new ForeignKeyNotValidRefused(),
        new KeyWithoutPartitionKey(),
        new KeyMalformed(),
        new ForeignKeyOfOtherType(),
        new ConstraintOfNewerVersion(),
        new ForeignKeyOfOtherCollation(),
    ];
}
