using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5022.</summary>
public sealed class SequenceTooShort : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5022",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A sequence goes as far as the column that it numbers",
        "{0} ends at {1}{2}; {3}",
        "A serial column has a sequence of its own type, which stays what it was when the column becomes bigint. When it is used up, nextval() fails (error 2200H), and so does " +
        "every INSERT.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case AlterSequence alter:
                Check(alter, reviewed, report);
                break;
            case AlterColumnType alter when reviewed.Table(alter.Table) is { } table:
                CheckColumn(table.Name, alter.Column, reviewed, review, report);
                break;
            case SetColumnDefault { Default: not null } set when reviewed.Table(set.Table) is { } table:
                CheckColumn(table.Name, set.Column, reviewed, review, report);
                break;
            case AddColumn { Column.Default: not null } add when reviewed.Table(add.Table) is { } table:
                CheckColumn(table.Name, add.Column.Name, reviewed, review, report);
                break;
            case CreateTable create:
                foreach (var column in create.Columns.Where(column => column.Default is not null)) CheckColumn(reviewed.NameOf(create.Table), column.Name, reviewed, review, report);
                break;
        }
    }

    /// <summary>A sequence that gets a nearer end than the column that it goes with.</summary>
    private void Check(AlterSequence alter, ReviewedOperation reviewed, Report report)
    {
        var end = alter.Options.Type is { } type ? SequenceEnd.OfType(TypeNames.Canonical(type, _ => null)) : null;
        if (alter.Options.Maximum is { } most && (end is null || most < end)) end = most;
        if (end is not { } last || last > int.MaxValue) return;
        var sequence = reviewed.Before.Find(alter.Sequence) as Sequence;
        if (sequence is not null && reviewed.IsNew(sequence.Name)) return;
        var column = sequence is { OwnerTable: { } owner, OwnerColumn: { } name } ? (reviewed.Before.Relations.Find(owner) as Table)?.Column(name) : null;
        // The end of the column's own type is no nearer end.
        if (column is not null && SequenceEnd.OfType(column.Type) is { } own && own <= last) return;
        if (sequence is not null && SequenceEnd.Of(sequence) <= last) return;
        report.Add(
            Info,
            alter.Origin,
            $"Sequence '{alter.Sequence}'",
            Number(last) + " from now on",
            column is null ? string.Empty : $", before its column '{sequence!.OwnerTable}.{column.Name}' does",
            "leave it a bigint without MAXVALUE, unless the numbers must stay small");
    }

    /// <summary>A bigint column that a sequence of a smaller type numbers, when the migration is done.</summary>
    private void CheckColumn(ObjectName table, string name, ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if ((review.AfterUp.Relations.Find(table) as Table)?.Column(name) is not { Type: "int8" } column || SequenceEnd.Numbering(column, review.AfterUp) is not { } sequence) return;
        if (SequenceEnd.Of(sequence) is not { } end || end > int.MaxValue) return;
        report.Add(
            Info,
            reviewed.Origin,
            $"Sequence '{sequence.Name}'",
            Number(end),
            $", long before the bigint column '{table}.{name}' that it numbers",
            $"ALTER SEQUENCE {sequence.Name.ToQualifiedName().ToSql()} AS bigint as well");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
