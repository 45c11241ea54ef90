using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <content>NOT NULL: a mark on the column, and since PostgreSQL 18 a constraint with a name.</content>
internal sealed partial class SchemaBuilder
{
    private bool NotNullHasName => _before.ServerVersion is null or >= 18;

    /// <summary>Makes a column refuse nulls, and those of the table's children.</summary>
    /// <param name="tableName">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="said">What was said of it; null if only that it is NOT NULL.</param>
    /// <param name="only">Whether children stay as they are.</param>
    private void Require(ObjectName tableName, string column, NotNullConstraint? said = null, bool only = false)
    {
        var name = RequireOwn(tableName, column, said, said?.Name, isHandedDown: false);
        if (_failed || only || said?.NoInherit == true) return;
        HandDownNotNull(tableName, column, said, name);
    }

    private void HandDownNotNull(ObjectName parent, string column, NotNullConstraint? said, string? name)
    {
        foreach (var child in Children(parent).Where(child => child.Column(column) is not null).ToList())
        {
            RequireOwn(child.Name, column, said, name, isHandedDown: true);
            HandDownNotNull(child.Name, column, said, name);
        }
    }

    /// <summary>Makes a column of one table refuse nulls; its constraint's name.</summary>
    private string? RequireOwn(ObjectName tableName, string column, NotNullConstraint? said, string? name, bool isHandedDown)
    {
        if (RelationAt(tableName) is not Table table || table.Column(column) is not { } own) return null;
        var constraint = NotNullHasName ? NotNull(table, own, said, name, isHandedDown) : null;
        SetColumns((Table)RelationAt(tableName)!, column, it => it with { NotNull = true, NotNullConstraint = constraint });
        return constraint?.Name;
    }

    private SchemaConstraint? NotNull(Table table, Column column, NotNullConstraint? said, string? name, bool isHandedDown)
    {
        if (column.NotNullConstraint is { } known)
        {
            if (!isHandedDown && said?.Name is { } other && other != known.Name) Fail($"cannot create not-null constraint \"{other}\" on column \"{column.Name}\" of table \"{table.Name}\"");
            return known with
            {
                Inherited = known.Inherited || isHandedDown,
                Local = known.Local || !isHandedDown,
                Definition = known.Definition with { NotValid = known.Definition.NotValid && said?.NotValid == true },
            };
        }

        if (name is not null && (table.Constraint(name) is not null || table.Columns.Any(it => it.NotNullConstraint?.Name == name)))
        {
            if (!isHandedDown) Fail($"constraint \"{name}\" for relation \"{table.Name}\" already exists");
            name = null;
        }

        var chosen = name ?? ObjectNaming.Choose(table.Name.Name, column.Name, ConstraintNaming.NotNull, taken => Relations.HasConstraint(table.Name.Schema, taken));
        return new(chosen, new NotNullConstraint(chosen, column.Name) { NotValid = said?.NotValid ?? false, NoInherit = said?.NoInherit ?? false }) { Inherited = isHandedDown, Local = !isHandedDown };
    }

    /// <summary>Lets a column take nulls again.</summary>
    private bool Permit(Table table, Column column, DropNotNull change)
    {
        if (!column.NotNull) return true;
        if (table.Constraints.Any(constraint => constraint.Definition is PrimaryKeyConstraint key && key.Columns.Contains(column.Name))) return Fail($"column \"{column.Name}\" is in a primary key");
        if (column.Identity != Identity.None) return Fail($"column \"{column.Name}\" of relation \"{table.Name}\" is an identity column");
        if (table.Bounds is not null && (RelationAt(table.Inherits[0]) as Table)?.Column(column.Name) is { NotNull: true }) return Fail($"column \"{column.Name}\" is marked NOT NULL in parent table");
        if (column.NotNullConstraint is { Inherited: true } inherited) return Fail($"cannot drop inherited constraint \"{inherited.Name}\" of relation \"{table.Name}\"");
        if (table.PartitionBy is { } key && ExpressionText.Uses(key, column.Name) && table.PartitionBy.StartsWith("RANGE", StringComparison.Ordinal) && Forms.PartitionKeys.Elements(key).Count > 1)
        {
            return Fail($"column \"{column.Name}\" is in a partition key");
        }

        Permit(table.Name, column.Name, change.Only);
        return true;
    }

    private void Permit(ObjectName tableName, string column, bool only)
    {
        SetColumns((Table)RelationAt(tableName)!, column, it => it with { NotNull = false, NotNullConstraint = null });
        if (only && NotNullHasName)
        {
            foreach (var child in Children(tableName).ToList()) LeaveNotNull(child, column);
            return;
        }

        if (only) return;
        foreach (var child in Children(tableName).ToList())
        {
            if (child.Column(column)?.NotNullConstraint is { Local: true }) LeaveNotNull(child, column);
            else if (child.Column(column) is not null) Permit(child.Name, column, only: false);
        }
    }

    private void LeaveNotNull(Table child, string column) =>
        SetColumns(child, column, it => it with { NotNullConstraint = it.NotNullConstraint is { } constraint ? constraint with { Inherited = false, Local = true } : null });

    /// <summary>The column that a constraint of that name lets refuse nulls; null if there is none.</summary>
    private static Column? NotNullColumn(Table table, string constraint)
    {
        foreach (var column in table.Columns)
        {
            if (column.NotNullConstraint?.Name == constraint) return column;
        }

        return null;
    }

    /// <summary>Changes the constraint on one table and those that it hands down.</summary>
    private bool ChangeNotNull(Table table, Column column, Func<SchemaConstraint, SchemaConstraint> change)
    {
        SetColumns(table, column.Name, it => it with { NotNullConstraint = change(it.NotNullConstraint!) });
        foreach (var child in Children(table.Name).ToList())
        {
            if (child.Column(column.Name) is { NotNullConstraint.Inherited: true } own) ChangeNotNull(child, own, change);
        }

        return true;
    }

    private static SchemaConstraint Renamed(SchemaConstraint constraint, string name) => constraint with { Name = name, Definition = constraint.Definition with { Name = name } };
}
