using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>What undoes all that a migration's Up does.</summary>
/// <param name="Operations">The operations, in order.</param>
/// <param name="Losses">What they can't bring back, such as <c>the values of users.note</c>.</param>
internal sealed record InverseOfUp(IReadOnlyList<Operation> Operations, IReadOnlyList<string> Losses)
{
    /// <summary>
    /// The inverse of each operation, last first; null if one has none, or if they don't lead back to the schema before the migration as far as that is
    /// known.
    /// </summary>
    public static InverseOfUp? Of(MigrationReview review) => Of(review, schemaDecides: false) ?? Of(review, schemaDecides: true);

    private static InverseOfUp? Of(MigrationReview review, bool schemaDecides)
    {
        var done = review.Up.SelectMany(statement => statement.Operations).ToList();
        // A table that goes takes with it what was done to it.
        var made = new HashSet<QualifiedName>(done.Select(reviewed => Made(reviewed.Operation)).OfType<QualifiedName>());
        var operations = new List<Operation>();
        var losses = new List<string>();
        for (var at = done.Count - 1; at >= 0; at--)
        {
            var operation = done[at].Operation;
            if (TableOf(operation) is { } table && made.Contains(table)) continue;
            // What the operation itself tells suffices in most cases, and does not depend on a schema that is known only in part.
            if (!schemaDecides && Inverse.Of(operation) is { } plain)
            {
                operations.Add(plain);
                continue;
            }

            var result = Inverse.Of(operation, done[at].Before);
            if (result.Operations is not { } inverses || IsGuess(operation, inverses)) return null;
            operations.AddRange(inverses.Select(inverse => Named(inverse, done[at])));
            if (result.Loss is { } loss) losses.Add(loss);
        }

        Cancel(operations);
        return LeadsBack(review, operations) ? new(operations, losses) : null;
    }

    /// <summary>The schema knows whole names; where Up leaves the schema to the search path, so does what undoes it.</summary>
    private static Operation Named(Operation inverse, ReviewedOperation undone)
    {
        var implied = undone.NameOf(new(null, string.Empty)).Schema;
        return OperationNames.In(undone.Operation).Any(name => name.Schema == implied)
            ? inverse
            : OperationNames.With(inverse, name => name.Schema == implied ? name with { Schema = null } : name);
    }

    /// <summary>Whether nobody knows that it was this operation that made the object.</summary>
    private static bool IsGuess(Operation operation, IReadOnlyList<Operation> inverses) => operation switch
    {
        CreateTable { IfNotExists: true } or AddColumn { IfNotExists: true } or CreateIndex { IfNotExists: true } or CreatePartition { IfNotExists: true } or
            CreateTableAs { IfNotExists: true } or CreateSequence { IfNotExists: true } or CreateStatistics { IfNotExists: true } or
            CreateMaterializedView { IfNotExists: true } or CreateSchema { IfNotExists: true } or CreateExtension { IfNotExists: true } or
            DefineObject { IfNotExists: true } or AddEnumValue { IfNotExists: true } => true,
        // It may have taken the place of one that no migration has made.
        CreateView { OrReplace: true } or CreateRoutine { OrReplace: true } or CreateTrigger { OrReplace: true } or CreateRule { OrReplace: true } or
            DefineObject { Modifiers.Length: > 0 } =>
            inverses.All(inverse => inverse is DropObject),
        _ => false,
    };

    private static QualifiedName? Made(Operation operation) => operation switch
    {
        CreateTable { IfNotExists: false } create => create.Table,
        CreatePartition { IfNotExists: false } create => create.Table,
        _ => null,
    };

    /// <summary>The table that takes the operation's effect with it when it goes.</summary>
    private static QualifiedName? TableOf(Operation operation) => operation switch
    {
        // After these it has another name, or is part of another table.
        RenameTable or SetTableSchema or AttachPartition or DetachPartition => null,
        TableChange { Relation: RelationKind.Table } change => change.Table,
        CreateIndex create => create.Table,
        CreateTrigger create => create.Table,
        CreatePolicy create => create.Table,
        CreateRule create => create.Table,
        InsertRows insert => insert.Table,
        UpdateRows update => update.Table,
        DeleteRows delete => delete.Table,
        SetComment { Object: { Kind: ObjectKind.Table, Name: var table } } => table,
        SetComment { Object: { Kind: ObjectKind.Column or ObjectKind.TableConstraint or ObjectKind.Trigger or ObjectKind.Policy, Of: { } table } } => table,
        GrantPrivileges { Target: { Kind: "TABLE", AllInSchemas: false, Names: [var table] } } => QualifiedName.Parse(table),
        _ => null,
    };

    /// <summary>Takes out constraints that are added only to be dropped again, as when NOT VALID and VALIDATE are undone one after the other.</summary>
    private static void Cancel(List<Operation> operations)
    {
        for (var add = operations.Count - 1; add >= 0; add--)
        {
            if (operations[add] is not AddConstraint { Constraint: CheckConstraint or ForeignKeyConstraint } added || added.Constraint.Name is not { } name) continue;
            var drop = operations.FindIndex(add, operation => operation is DropConstraint dropped && dropped.Table == added.Table && dropped.Name == name);
            var isUsed = drop > 0 && operations.Skip(add + 1).Take(drop - add - 1).Any(operation =>
                operation is ValidateConstraint or RenameConstraint or AlterConstraint or RenameTable or SetTableSchema or SetNotNull);
            if (drop < 0 || isUsed) continue;
            operations.RemoveAt(drop);
            operations.RemoveAt(add);
        }
    }

    private static bool LeadsBack(MigrationReview review, List<Operation> operations)
    {
        if (review.Up.Any(statement => statement.Problems.Any(problem => !problem.IsNote))) return true;
        var back = review.AfterUp.Apply(operations);
        return !back.Problems.Any(problem => !problem.IsNote) && SchemaDiff.Between(review.Before, back.Schema).Count == 0;
    }
}
