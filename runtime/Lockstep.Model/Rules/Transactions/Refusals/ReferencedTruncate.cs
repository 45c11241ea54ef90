using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>TRUNCATE of a table that a foreign key refers to.</summary>
internal static class ReferencedTruncate
{
    public static Refusal? Check(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not Truncate { Cascade: false } truncate) return null;
        var walk = new SchemaWalk(reviewed.Before);
        var tables = truncate.Tables.Select(reviewed.NameOf).ToList();
        foreach (var table in tables)
        {
            foreach (var key in walk.KeysTo(table))
            {
                // A partition's key is its table's.
                if (key.Constraint.Inherited || key.Key.NotEnforced || tables.Contains(key.Table.Name)) continue;
                return new(
                    $"cannot truncate '{table}', which foreign key '{key.Constraint.Name}' of '{key.Table.Name}' refers to",
                    $"name '{key.Table.Name}' in the same TRUNCATE if its rows are to go too, or use DELETE");
            }
        }

        return null;
    }
}
