using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>
/// The names of what safe forms make, the same for the same migration: those that PostgreSQL would have chosen, so that the schema at the end is the same,
/// and for helpers names of the same kind that nothing else has.
/// </summary>
internal static class FormNames
{
    /// <summary>The name that a constraint has once it is added.</summary>
    public static string Of(AddConstraint add, DatabaseSchema before)
    {
        if (add.Constraint.Name is { } own) return own;
        if (before.FindTable(add.Table) is { } table && before.Apply(add).Schema.FindTable(add.Table) is { } after)
        {
            if (after.Constraints.FirstOrDefault(constraint => table.Constraint(constraint.Name) is null) is { } made) return made.Name;
        }

        var (columns, label) = ConstraintNaming.Of(add.Constraint, before.FindTable(add.Table)?.Columns.Select(column => column.Name));
        return Choose(add.Table, columns, label, before);
    }

    /// <summary>The name that an index gets that is created without one.</summary>
    public static string Of(CreateIndex create, DatabaseSchema before)
    {
        if (create.Name is { } own) return own;
        var table = Names.Whole(create.Table, before);
        if (before.Relations.Find(table) is not null)
        {
            var made = before.Apply(create).Schema.IndexesOf(table).FirstOrDefault(index => before.Relations.Find(index.Name) is null);
            if (made is not null) return made.Name.Name;
        }

        return Choose(create.Table, ConstraintNaming.OfIndex(create.Elements, create.Include), ConstraintNaming.Index, before);
    }

    /// <summary>A name that nothing has.</summary>
    /// <param name="table">The table that it is for.</param>
    /// <param name="columns">Its columns; null for none.</param>
    /// <param name="label">What it is, such as <c>not_null</c>.</param>
    /// <param name="schema">What is there.</param>
    public static string Choose(QualifiedName table, string? columns, string label, DatabaseSchema schema)
    {
        var whole = Names.Whole(table, schema);
        return ObjectNaming.Choose(table.Name, columns, label, name => IsTaken(name, whole, schema));
    }

    /// <summary>A label of an index's or a constraint's name, for the table's own.</summary>
    private static bool IsTaken(string name, ObjectName table, DatabaseSchema schema) =>
        schema.Relations.Find(new(table.Schema, name)) is not null ||
        schema.Routines.Any(routine => routine.Name.Name == name) ||
        schema.Relations.Find(table) is RowRelation found &&
        (found.Column(name) is not null || found.Triggers.Any(trigger => trigger.Name == name) || (found as Table)?.Constraint(name) is not null);
}
