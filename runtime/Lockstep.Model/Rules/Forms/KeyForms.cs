using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>Keys that take over an index which was built while reads and writes went on.</summary>
internal static class KeyForms
{
    /// <summary>A unique constraint of a table in use.</summary>
    public static SafeForm? Unique(ReviewedOperation reviewed, MigrationReview review)
    {
        if (TakenOver(reviewed, review) is { } taken) return taken;
        switch (reviewed.Operation)
        {
            case AddConstraint { Incomplete: false, Constraint: UniqueConstraint { UsingIndex: null, WithoutOverlaps: false } } add when CanTakeOver(add.Table, reviewed):
                return new("Create a unique index concurrently, and make the constraint of it", new(UsingIndex(add, reviewed.Before)));
            case AddColumn { Incomplete: false, IfNotExists: false } add when CanTakeOver(add.Table, reviewed):
                var constraints = add.Column.AllConstraints().OfType<UniqueConstraint>().ToList();
                if (constraints.Count == 0) return null;
                var column = ConstraintForms.Without<UniqueConstraint>(add);
                var instead = new List<Operation> { column };
                var schema = reviewed.Before.Apply(column).Schema;
                foreach (var constraint in constraints)
                {
                    var key = UsingIndex(new(add.Table, constraint), schema);
                    instead.AddRange(key);
                    schema = schema.Apply(key).Schema;
                }

                return new("Add the column without it, create a unique index concurrently, and make the constraint of it", new(instead));
            default:
                return null;
        }
    }

    /// <summary>A primary key of a table in use. Columns that allow nulls become NOT NULL first, which needs a migration of its own.</summary>
    public static SafeForm? Primary(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not AddConstraint { Incomplete: false, Constraint: PrimaryKeyConstraint { UsingIndex: null, WithoutOverlaps: false } key } add) return null;
        if (!CanTakeOver(add.Table, reviewed) || reviewed.Table(add.Table) is not { } table) return null;
        if (TakenOver(reviewed, review) is { } taken) return taken;
        var nullable = key.Columns.Where(column => table.Column(column) is not { NotNull: true }).ToList();
        if (nullable.Count == 0)
        {
            return new("Create a unique index concurrently, and make the key of it", new(UsingIndex(add, reviewed.Before)));
        }

        // A column that nobody knows can't be proved to have no nulls, and one that allows them on purpose gets them back with Down.
        if (nullable.Exists(column => table.Column(column) is null)) return null;
        var schema = reviewed.Before;
        var (instead, up, back) = (new List<Operation>(), new List<Operation>(), new List<Operation>());
        foreach (var column in nullable)
        {
            var steps = NotNullForms.Steps(new(add.Table, column), schema, review.Options.PostgresVersion);
            instead.Add(steps.Unchecked);
            schema = schema.Apply(steps.Unchecked).Schema;
            up.AddRange(steps.Later);
            back.AddRange(steps.Back);
        }

        var after = schema.Apply(up).Schema;
        var made = UsingIndex(add, after);
        up.AddRange(made);
        back.Insert(0, new DropConstraint(add.Table, made[1] is AddConstraint { Constraint.Name: { } name } ? name : string.Empty));
        return new("Prove that there are no nulls, then create a unique index concurrently and make the key of it", new(instead))
        {
            Later = EquatableArray.Of(new LaterMigration("Make the primary key of " + add.Table, new(up), new(back))),
            Down = new(instead.Cast<AddConstraint>().Select(proof => (Operation)new DropConstraint(add.Table, proof.Constraint.Name!)).Reverse()),
        };
    }

    /// <summary>A key for which a unique index is there already, of the same columns: it becomes the key's, under the key's name. Nothing is built, and nothing is read.</summary>
    public static SafeForm? TakenOver(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not AddConstraint { Incomplete: false, Constraint: IndexConstraint { UsingIndex: null, Tablespace: null, Options.IsEmpty: true } key } add) return null;
        var columns = key switch
        {
            PrimaryKeyConstraint { WithoutOverlaps: false } primary => primary.Columns,
            UniqueConstraint { WithoutOverlaps: false } unique => unique.Columns,
            _ => default,
        };
        if (columns.IsEmpty || reviewed.Table(add.Table) is not { PartitionBy: null } table) return null;
        if (key is PrimaryKeyConstraint && columns.Any(column => table.Column(column) is not { NotNull: true })) return null;
        var index = reviewed.Before.IndexesOf(table.Name).FirstOrDefault(index =>
            index is { Unique: true, Invalid: false, Method: "btree", Where: null, Constraint: null, Parent: null, Comment: null } &&
            index.Elements == new EquatableArray<string>(columns.Select(SqlIdentifier.Quote)) && index.Include == key.Include &&
            index.NullsNotDistinct == key is UniqueConstraint { NullsNotDistinct: true });
        // One that the migration drops is wanted under its own name.
        if (index is null || review.AfterUp.Relations.Find(index.Name) is not TableIndex) return null;
        var name = FormNames.Of(add, reviewed.Before);
        var again = new CreateIndex(index.Name.Name, add.Table, index.Elements)
        {
            Unique = true,
            Concurrently = true,
            Include = index.Include,
            NullsNotDistinct = index.NullsNotDistinct,
            Options = index.Options,
            Tablespace = index.Tablespace,
        };
        return new("Make the constraint of the unique index that is there", EquatableArray.Of<Operation>(Made(add, key, name, index.Name.Name)))
        {
            Down = EquatableArray.Of<Operation>(new DropConstraint(add.Table, name), again),
        };
    }

    /// <summary>An index is taken over by an ordinary table only.</summary>
    private static bool CanTakeOver(QualifiedName table, ReviewedOperation reviewed) => reviewed.Table(table) is not { PartitionBy: not null };

    /// <summary>The index, then the constraint.</summary>
    private static List<Operation> UsingIndex(AddConstraint add, DatabaseSchema before)
    {
        var key = (IndexConstraint)add.Constraint;
        var name = FormNames.Of(add, before);
        var columns = key is PrimaryKeyConstraint primary ? primary.Columns : ((UniqueConstraint)key).Columns;
        var index = new CreateIndex(name, add.Table, new(columns.Select(SqlIdentifier.Quote)))
        {
            Unique = true,
            Concurrently = true,
            Include = key.Include,
            NullsNotDistinct = key is UniqueConstraint { NullsNotDistinct: true },
            Options = key.Options,
            Tablespace = key.Tablespace,
        };
        return [index, Made(add, key, name, name)];
    }

    /// <summary>The constraint that takes an index over.</summary>
    private static AddConstraint Made(AddConstraint add, IndexConstraint key, string name, string index)
    {
        IndexConstraint made = key is PrimaryKeyConstraint ? new PrimaryKeyConstraint(name, default) : new UniqueConstraint(name, default);
        return add with { Constraint = made with { UsingIndex = index, Deferrable = key.Deferrable, InitiallyDeferred = key.InitiallyDeferred }, Origin = Origin.None, StartsStep = false };
    }
}
