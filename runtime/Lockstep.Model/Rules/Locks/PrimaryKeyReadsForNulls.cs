using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2027.</summary>
public sealed class PrimaryKeyReadsForNulls : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2027",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A primary key USING INDEX is of columns that are NOT NULL",
        "{0} of '{1}' uses an index that is there, but reads the whole table for nulls in ({2}) while reads of and writes to it wait (ACCESS EXCLUSIVE " +
        "lock); {3}, then add the key",
        "ADD PRIMARY KEY makes its columns NOT NULL, and reads the table for each that allows nulls so far, unless a validated CHECK (column IS NOT NULL) " +
        "proves that there are none.");

    /// <summary>How columns become NOT NULL without a read under a strong lock.</summary>
    internal static string NotNullFirst(IReadOnlyList<string> columns, MigrationReview review) => review.Options.PostgresVersion >= 18
        ? $"add NOT NULL for ({Wording.Columns(columns)}) as a constraint NOT VALID, and validate it {Wording.Later(review)}"
        : $"add CHECK ({string.Join(" AND ", columns.Select(column => Sql.SqlIdentifier.Quote(column) + " IS NOT NULL"))}) NOT VALID, and validate it {Wording.Later(review)}";

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddConstraint { Constraint: PrimaryKeyConstraint { UsingIndex: { } index } key } add) return;
        if (!Work.Reads(reviewed.Effects, add.Table, reviewed, review)) return;
        var name = reviewed.NameOf(add.Table);
        var elements = reviewed.Before.Relations.Find(new(name.Schema, index)) is TableIndex found ? found.Elements : default;
        var nullable = elements.Select(ExpressionText.ColumnOf).OfType<string>().Where(column => reviewed.Column(add.Table, column) is not { NotNull: true }).ToList();
        // Of a table that nobody knows it is not known either: then nothing is to be blamed.
        if (nullable.Count == 0) return;
        report.Add(Info, add.Origin, Wording.Name(key), add.Table.ToString(), Wording.Columns(nullable), NotNullFirst(nullable, review));
    }
}
