using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2042.</summary>
public sealed class NotNullScans : OperationRule
{
    private const int NamedNotNull = 18;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2042",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A column becomes NOT NULL without a scan under ACCESS EXCLUSIVE",
        "Column '{0}.{1}' becomes NOT NULL: '{0}' is read whole while reads and writes wait (ACCESS EXCLUSIVE); {2}",
        "PostgreSQL looks for nulls in every row, unless a validated CHECK says that there are none. That check, or from PostgreSQL 18 a NOT NULL " +
        "constraint, can be added NOT VALID and validated while reads and writes go on.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => NotNullForms.Of(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (ColumnOf(reviewed.Operation) is not { } change || !Scans(reviewed, review)) return;
        if (NotNullLosesItsCheck.Lost(reviewed, change.Column, review) is not null) return;
        report.Add(Info, reviewed.Origin, change.Table.ToString(), change.Column, Advice(reviewed, change.Column, review.Options.PostgresVersion));
    }

    /// <summary>Whether the operation reads rows of a table that is in use.</summary>
    internal static bool Scans(ReviewedOperation reviewed, MigrationReview review) => reviewed.Busy(reviewed.Effects.Scans, review).Count > 0;

    private static SetNotNull? ColumnOf(Operation operation) => operation switch
    {
        SetNotNull set => set,
        AddConstraint { Constraint: NotNullConstraint { NotValid: false } constraint } add => new SetNotNull(add.Table, constraint.Column),
        _ => null,
    };

    private static string Advice(ReviewedOperation reviewed, string column, int version)
    {
        if (reviewed.Operation is TableChange change && Unvalidated(reviewed.Before.FindOrAssumed(change.Table), column) is { } name)
        {
            return $"constraint '{name}' already says so: VALIDATE CONSTRAINT it first, in a transaction of its own";
        }

        return version >= NamedNotNull
            ? $"ADD CONSTRAINT … NOT NULL {column} NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own, which lets reads and writes through"
            : $"first ADD CONSTRAINT … CHECK ({column} IS NOT NULL) NOT VALID and, in a transaction of its own, VALIDATE CONSTRAINT, which lets reads and writes " +
              "through; SET NOT NULL then needs no scan, and the check can go";
    }

    /// <summary>The constraint that would do if it were validated; null if there is none.</summary>
    private static string? Unvalidated(Table? table, string column) => table?.Constraints.FirstOrDefault(constraint => constraint.Definition switch
    {
        NotNullConstraint { NotValid: true } notNull => notNull.Column == column,
        CheckConstraint { NotValid: true, NotEnforced: false } check => NullTests.Proof(new(table.Name) { Constraints = EquatableArray.Of(new SchemaConstraint(constraint.Name, check with { NotValid = false })) }, column) is not null,
        _ => false,
    })?.Name;
}
