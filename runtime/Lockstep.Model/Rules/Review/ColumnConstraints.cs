using Lockstep.Model.Effects;
using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Review;

/// <summary>The constraints that ADD COLUMN brings, one kind at a time.</summary>
internal static class ColumnConstraints
{
    /// <summary>
    /// The first constraint of a kind for which the server reads a table in use; null if there is none. A column for which the table is written anew
    /// has a worse problem, which other rules tell.
    /// </summary>
    public static T? ThatReads<T>(AddColumn add, ReviewedOperation reviewed, MigrationReview review)
        where T : TableConstraint
    {
        var constraint = add.Column.AllConstraints().OfType<T>().FirstOrDefault(it => !it.NotEnforced);
        if (constraint is null) return null;
        var alone = add with
        {
            Column = add.Column with { PrimaryKey = false, Unique = false, Check = null, References = null, Constraints = EquatableArray.Of<TableConstraint>(constraint) },
        };
        var effects = OperationEffects.Of(alone, reviewed.Before, reviewed.Statement.Server);
        return Work.Reads(effects, add.Table, reviewed, review) && !Work.Rewrites(effects, add.Table, reviewed, review) ? constraint : null;
    }

    /// <summary>The column's whole name for a message.</summary>
    public static string Name(AddColumn add) => add.Table + "." + add.Column.Name;
}
