using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>CREATE OR REPLACE VIEW may only add columns at the end.</summary>
internal static class ViewReplacement
{
    /// <summary>What the schema calls a column whose name only PostgreSQL works out.</summary>
    private const string Unknown = "?column?";

    public static Refusal? Check(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not CreateView { OrReplace: true } create || reviewed.Before.Find(create.View) is not View { Materialized: false, Columns: { IsEmpty: false } old }) return null;
        var other = create.View with { Name = create.View.Name + "\u0001" };
        if (reviewed.Before.Apply(create with { View = other }).Schema.Find(other) is not View { Columns: { IsEmpty: false } now }) return null;
        if (ExpressionText.HasStar(create.Query) && !create.Columns.IsEmpty) return null;

        const string WhatToDo = "only columns at the end can be added; else drop the view and make it again in one transaction, with its grants";
        for (var at = 0; at < Math.Min(old.Count, now.Count); at++)
        {
            if (old[at].Name == Unknown || now[at].Name == Unknown) continue;
            if (old[at].Name != now[at].Name) return new($"cannot change name of view column \"{old[at].Name}\" to \"{now[at].Name}\"", WhatToDo);
            if (old[at].Type.Length > 0 && now[at].Type.Length > 0 && old[at].Type != now[at].Type)
            {
                return new($"cannot change data type of view column \"{old[at].Name}\" from {old[at].Type} to {now[at].Type}", WhatToDo);
            }
        }

        return now.Count < old.Count ? new("cannot drop columns from view", WhatToDo) : null;
    }
}
