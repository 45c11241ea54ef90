using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>A check or foreign key of a column that is made anew for the one that takes over, and then takes over its name.</summary>
/// <param name="definition">What it says.</param>
/// <param name="name">The name that it has before and after the move.</param>
/// <param name="table">The table, as the statement names it.</param>
/// <param name="column">The column.</param>
internal sealed class MovedConstraint(TableConstraint definition, string name, QualifiedName table, string column)
{
    /// <summary>The name that it has before and after the move.</summary>
    public string Name => name;

    /// <summary>The same constraint for another column, in steps that let others read and write while rows are looked at.</summary>
    public IEnumerable<Operation> Steps(string other, string otherName)
    {
        var (isEnforced, isValid) = (!definition.NotEnforced, !definition.NotValid);
        yield return new AddConstraint(table, Of(other) with { Name = otherName, NotValid = isEnforced }) { StartsStep = true };
        if (isEnforced && isValid) yield return new ValidateConstraint(table, otherName) { StartsStep = true };
    }

    private TableConstraint Of(string other) => definition switch
    {
        CheckConstraint check => check with { Condition = ExpressionText.Rename(check.Condition, column, other) },
        ForeignKeyConstraint key => key with
        {
            Columns = Named(key.Columns, other),
            Target = key.Target with { OnDeleteColumns = Named(key.Target.OnDeleteColumns, other) },
        },
        _ => definition,
    };

    private EquatableArray<string> Named(EquatableArray<string> columns, string other) => new(columns.Select(own => own == column ? other : own));
}
