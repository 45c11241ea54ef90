using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5018.</summary>
public sealed class KeyDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5018",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A key goes only when another takes its place",
        "{0} '{1}' of '{2}' is dropped: its index goes with it, so nothing keeps {3} unique any more, ON CONFLICT on it fails, and queries that used the " +
        "index read the whole table; create what takes its place first",
        "Application versions that still run may rely on the key: for INSERT … ON CONFLICT, for the speed of its index, or for there being no duplicates.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not DropConstraint drop) return;
        if (reviewed.Table(drop.Table) is not { } table)
        {
            if (!review.History.IsComplete && AssumedConstraint.IsKey(drop, reviewed) && !IsReplaced(drop, review)) report.Add(Info, drop.Origin, "Constraint", drop.Name, drop.Table.ToString(), "its columns");
            return;
        }

        if (reviewed.IsMadeHere(drop.Table) || table.Constraint(drop.Name) is not { Definition: var definition, Inherited: false }) return;
        var columns = definition switch
        {
            PrimaryKeyConstraint key => key.Columns,
            UniqueConstraint key => key.Columns,
            _ => default,
        };
        // A key that this migration has made is nobody's yet.
        if (columns.IsEmpty || review.Before.Relations.Find(table.Name) is not Table old || old.Constraint(drop.Name) is null || IsReplaced(table.Name, columns, review)) return;
        var kind = definition is PrimaryKeyConstraint ? "Primary key" : "Unique constraint";
        report.Add(Info, drop.Origin, kind, drop.Name, drop.Table.ToString(), "(" + Wording.Columns(columns) + ")");
    }

    /// <summary>Of a table that the schema does not hold: whether Up gives it another key.</summary>
    private static bool IsReplaced(DropConstraint drop, MigrationReview review) => review.Up.SelectMany(statement => statement.Operations)
        .Any(other => other.Operation is AddConstraint { Constraint: PrimaryKeyConstraint or UniqueConstraint } add && add.Table == drop.Table);

    /// <summary>Whether, when Up is done, the table is gone, or a unique index of all rows is over the same columns.</summary>
    private static bool IsReplaced(ObjectName table, EquatableArray<string> columns, MigrationReview review) =>
        review.AfterUp.Relations.Find(table) is not Table ||
        review.AfterUp.IndexesOf(table).Any(index =>
            index is { Unique: true, Where: null } && index.Elements.Count == columns.Count && columns.All(column => index.Elements.Contains(SqlIdentifier.Quote(column))));
}
