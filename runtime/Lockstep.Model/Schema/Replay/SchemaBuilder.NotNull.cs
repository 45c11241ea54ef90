using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <content>NOT NULL as a constraint, which it is since PostgreSQL 18.</content>
internal sealed partial class SchemaBuilder
{
    private void AddNotNull(Table table, NotNullConstraint constraint)
    {
        if (table.Column(constraint.Column) is not { } column)
        {
            Fail($"column \"{constraint.Column}\" of relation \"{table.Name}\" does not exist");
            return;
        }

        if (!column.NotNull)
        {
            var named = constraint with { Name = constraint.Name ?? ObjectNaming.Choose(table.Name.Name, column.Name, "not_null", name => IsConstraintName(table.Name.Schema, name)) };
            SetColumns(table, column.Name, it => it with { NotNull = true, NotNullConstraint = IsOrdinary(constraint) ? null : named });
        }

        if (constraint.NoInherit) return;
        foreach (var child in Children(table.Name).ToList()) AddNotNull(child, constraint);
    }

    private static bool IsOrdinary(NotNullConstraint constraint) => constraint is { NotValid: false, NoInherit: false };

    /// <summary>The column that the constraint of that name is about; null if none is, or it is an ordinary one.</summary>
    private static Column? NotNullOf(Table table, string name) => table.Columns.FirstOrDefault(column => column.NotNullConstraint?.Name == name);

    private bool ValidateNotNull(Table table, Column column)
    {
        if (column.NotNullConstraint is { NotValid: true } constraint)
        {
            var valid = constraint with { NotValid = false };
            SetColumns(table, column.Name, it => it with { NotNullConstraint = IsOrdinary(valid) ? null : valid });
        }

        foreach (var child in Children(table.Name).ToList())
        {
            if (child.Column(column.Name) is { } own) ValidateNotNull(child, own);
        }

        return true;
    }
}
