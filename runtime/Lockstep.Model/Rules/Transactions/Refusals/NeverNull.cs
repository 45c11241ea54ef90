using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>DROP NOT NULL of a column that can't do without.</summary>
internal static class NeverNull
{
    public static Refusal? Check(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not DropNotNull drop || reviewed.Table(drop.Table) is not { } table || table.Column(drop.Column) is not { } column) return null;
        // What the same ALTER TABLE drops is gone before.
        var droppedToo = reviewed.Statement.Operations.Select(other => other.Operation).OfType<DropConstraint>().Select(other => other.Name).ToList();
        if (table.Constraints.Any(constraint => constraint.Definition is PrimaryKeyConstraint key && key.Columns.Contains(column.Name) && !droppedToo.Contains(constraint.Name)))
        {
            return new($"column \"{column.Name}\" is in a primary key", "drop the primary key first, or leave the column NOT NULL");
        }

        var losesIdentity = reviewed.Statement.Operations.Any(other => other.Operation is DropIdentity identity && identity.Column == column.Name);
        return column.Identity != Identity.None && !losesIdentity
            ? new($"column \"{column.Name}\" of relation \"{table.Name}\" is an identity column", "DROP IDENTITY first, or leave the column NOT NULL")
            : null;
    }
}
