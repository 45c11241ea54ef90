using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5010.</summary>
public sealed class ForeignKeyWithoutIndex : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5010",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A foreign key has an index on its columns",
        "Foreign key '{0}' of '{1}' {2}: each DELETE of a row of '{3}', and each UPDATE of its key, reads the whole of '{1}' for rows that refer to it; {4}",
        "PostgreSQL makes no index for the referencing columns. Without one, deleting a single referenced row takes as long as the referencing table is big, " +
        "and holds locks for that time.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.KeyIndexed(reviewed, review, (table, constraint) => IsBare(table, constraint, review.AfterUp));

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // One script does not show which indexes there are.
        if (reviewed.Statement.IsDown || review.Script.Runner == ScriptRunner.StatementByStatement) return;
        if (reviewed.Operation is DropIndex drop) CheckDrop(drop, reviewed, review, report);
        else CheckNew(reviewed, review, report);
    }

    private void CheckNew(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var (table, constraint, key) in NewConstraints.ForeignKeys(reviewed))
        {
            if (key.NotEnforced || review.IsSmall(table.Name) || !IsBare(table.Name, constraint.Name, review.AfterUp)) continue;
            var how = reviewed.IsNew(table.Name) ? "create one" : "create one concurrently";
            report.Add(
                Info,
                reviewed.Origin,
                constraint.Name,
                table.Name.ToString(),
                $"has no index on ({Wording.Columns(key.Columns)})",
                key.Target.Table.Schema == "public" ? key.Target.Table.Name : key.Target.Table.ToString(),
                how);
        }
    }

    private void CheckDrop(DropIndex drop, ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Before.Find(drop.Index) is not TableIndex index || reviewed.Before.Relations.Find(index.Table) is not Table table || review.IsSmall(table.Name)) return;
        foreach (var constraint in table.Constraints)
        {
            if (constraint.Definition is not ForeignKeyConstraint { NotEnforced: false } key || !Covers(index, key) || !IsBare(table.Name, constraint.Name, review.AfterUp)) continue;
            report.Add(
                Info,
                drop.Origin,
                constraint.Name,
                table.Name.ToString(),
                $"loses its only index on ({Wording.Columns(key.Columns)})",
                key.Target.Table.Schema == "public" ? key.Target.Table.Name : key.Target.Table.ToString(),
                "keep it, or create one that begins with these columns");
        }
    }

    /// <summary>Whether the table has the foreign key, and no index that finds the rows which refer to a certain one.</summary>
    private static bool IsBare(ObjectName table, string constraint, DatabaseSchema schema) =>
        schema.Relations.Find(table) is Table found && found.Constraint(constraint)?.Definition is ForeignKeyConstraint key &&
        !schema.IndexesOf(table).Any(index => Covers(index, key));

    /// <summary>Whether the key's columns, in whatever order, are the first of the index, which holds all rows that have them.</summary>
    private static bool Covers(TableIndex index, ForeignKeyConstraint key)
    {
        if (index.Method is "brin" or "gin" || index.Elements.Count < key.Columns.Count) return false;
        var first = index.Elements.Take(key.Columns.Count).Select(ExpressionText.ColumnOf).ToList();
        return key.Columns.All(first.Contains) && (index.Where is null || key.Columns.Any(column => HoldsAll(index.Where, column)));
    }

    /// <summary>Null refers to nothing, so an index of the other rows is enough.</summary>
    private static bool HoldsAll(string where, string column) =>
        string.Equals(where.Trim('(', ')', ' '), SqlIdentifier.Quote(column) + " IS NOT NULL", StringComparison.OrdinalIgnoreCase);
}
