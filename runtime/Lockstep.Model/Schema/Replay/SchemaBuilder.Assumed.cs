using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>What statements say of tables that the schema does not hold, which a database of which not all is known may have all the same.</content>
internal sealed partial class SchemaBuilder
{
    /// <summary>Remembers what an operation says of a relation that is not there.</summary>
    private void TakeForGranted(Operation operation)
    {
        switch (operation)
        {
            case TableChange change when Find(change.Table) is null:
                TakeForGranted(change);
                break;
            case CreateIndex { Name: { } name } create when Find(create.Table) is null:
                var table = Assumed(create.Table);
                var index = new ObjectName(table.Schema, name);
                // With IF NOT EXISTS it may be another one, of which nothing is known.
                if (create.IfNotExists || RelationAt(index) is not null) break;
                _assumed = _assumed.With(new TableIndex(index, table, create.Elements)
                {
                    Unique = create.Unique,
                    Method = create.Method ?? "btree",
                    Include = create.Include,
                    Where = create.Where,
                });
                break;
            case DropIndex drop:
                _assumed = _assumed.Without(Assumed(drop.Index));
                break;
            case DropTable drop:
                _assumed = Without(Assumed(drop.Table));
                break;
        }
    }

    private void TakeForGranted(TableChange change)
    {
        var name = Assumed(change.Table);
        var table = _assumed.Find(name) as Table ?? new Table(name);
        switch (change)
        {
            case AddConstraint { Constraint: IndexConstraint { UsingIndex: { } existing } key }:
                TakeOver(table, key, existing);
                break;
            case AddConstraint add:
                var (columns, label) = ConstraintNaming.Of(add.Constraint, columns: null);
                var constraint = add.Constraint.Name ?? ObjectNaming.Choose(name.Name, columns, label, taken => table.Constraint(taken) is not null);
                if (table.Constraint(constraint) is null) _assumed = _assumed.With(table with { Constraints = Sorted(table.Constraints.With(new(constraint, add.Constraint with { Name = constraint }))) });
                break;
            case ValidateConstraint validate:
                Change(table, validate.Name, constraint => constraint with { Definition = constraint.Definition with { NotValid = false } });
                break;
            case RenameConstraint rename:
                Change(table, rename.Name, constraint => Renamed(constraint, rename.NewName));
                break;
            case DropConstraint drop when table.Constraint(drop.Name) is { } dropped:
                _assumed = _assumed.With(table with { Constraints = new(table.Constraints.Where(constraint => constraint.Name != drop.Name)) });
                if (dropped.Definition is IndexConstraint) _assumed = _assumed.Without(name with { Name = drop.Name });
                break;
            // Under its new name it would not be known which of the constraints' columns were meant.
            case RenameTable or SetTableSchema or Operations.RenameColumn or DropColumn:
                _assumed = Without(name);
                break;
        }
    }

    /// <summary>An index becomes a constraint's, and gets its name.</summary>
    private void TakeOver(Table table, IndexConstraint key, string existing)
    {
        var name = key.Name ?? existing;
        var whole = table.Name with { Name = name };
        var index = _assumed.Find(table.Name with { Name = existing }) as TableIndex ?? new TableIndex(whole, table.Name, default) { Unique = true };
        _assumed = _assumed.Without(index.Name)
            .With(index with { Name = whole, Constraint = name })
            .With(table with { Constraints = Sorted(table.Constraints.With(new(name, key with { Name = name }))) });
    }

    private void Change(Table table, string name, Func<SchemaConstraint, SchemaConstraint> change)
    {
        if (table.Constraint(name) is not null) _assumed = _assumed.With(table with { Constraints = Sorted(Replaced(table.Constraints, constraint => constraint.Name == name, change)) });
    }

    /// <summary>What is taken for granted without the table and its indexes.</summary>
    private ObjectCollection<Relation> Without(ObjectName table) => _assumed.UsersOf<TableIndex>(table, static (index, owner) => index.Table == owner)
        .Aggregate(_assumed.Without(table), (rest, index) => rest.Without(index.Name));

    /// <summary>The whole name that the relation has, should it be there.</summary>
    private ObjectName Assumed(QualifiedName name) => new(name.Schema ?? (_searchPath.IsEmpty ? "public" : _searchPath[0]), name.Name);
}
