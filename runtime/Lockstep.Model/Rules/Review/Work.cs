using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>What takes as long as a table is big, where somebody may wait for it.</summary>
internal static class Work
{
    /// <summary>
    /// Whether effects read the whole of a table, or of one that inherits from it, that is in use and not small.
    /// </summary>
    /// <param name="effects">The effects.</param>
    /// <param name="table">The table.</param>
    /// <param name="reviewed">The operation that has the effects.</param>
    /// <param name="review">The migration.</param>
    public static bool Reads(OperationEffects effects, QualifiedName table, ReviewedOperation reviewed, MigrationReview review) =>
        IsOn(effects.Scans, table, reviewed, review);

    /// <summary>Whether a validation reads the table; if it is not known what is validated, it does.</summary>
    public static bool Reads(ValidateConstraint validate, ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Table(validate.Table) is { } table && (table.Constraint(validate.Name) is not null || table.Columns.Any(column => column.NotNullConstraint?.Name == validate.Name)))
        {
            return Reads(reviewed.Effects, validate.Table, reviewed, review);
        }

        return !reviewed.IsNew(validate.Table) && !review.IsSmall(reviewed.NameOf(validate.Table));
    }

    /// <summary>Whether effects write a table, or one that inherits from it, anew.</summary>
    /// <inheritdoc cref="Reads(OperationEffects, QualifiedName, ReviewedOperation, MigrationReview)" />
    public static bool Rewrites(OperationEffects effects, QualifiedName table, ReviewedOperation reviewed, MigrationReview review) =>
        IsOn(effects.Rewrites, table, reviewed, review);

    /// <summary>The strongest lock on the table that earlier statements of the statement's transaction have taken; null if none.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="table">The table.</param>
    /// <param name="review">The migration.</param>
    public static LockMode? HeldBefore(ReviewedStatement statement, ObjectName table, MigrationReview review)
    {
        LockMode? strongest = null;
        foreach (var earlier in statement.IsDown ? review.Down : review.Up)
        {
            if (earlier.Index >= statement.Index) break;
            if (earlier.Transaction != statement.Transaction) continue;
            foreach (var held in earlier.Effects.Locks)
            {
                if (held.Relation == table && (strongest is null || held.Mode > strongest)) strongest = held.Mode;
            }
        }

        return strongest;
    }

    /// <summary>The table and all that inherit from it; the name alone if the schema does not hold it.</summary>
    public static IReadOnlyList<ObjectName> Family(QualifiedName table, ReviewedOperation reviewed) =>
        reviewed.Table(table) is { } known
            ? [.. new SchemaWalk(reviewed.Before).WithDescendants(known).Select(member => member.Name)]
            : [reviewed.NameOf(table)];

    private static bool IsOn(EquatableArray<ObjectName> relations, QualifiedName table, ReviewedOperation reviewed, MigrationReview review)
    {
        if (relations.IsEmpty || review.IsSmall(reviewed.NameOf(table))) return false;
        return Family(table, reviewed).Any(member => relations.Contains(member) && !reviewed.IsNew(member) && !review.IsSmall(member));
    }
}
