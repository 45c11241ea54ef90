using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>Whether a relation does for its users what another one of its name did.</summary>
internal static class Replacement
{
    /// <summary>What the users of the old relation miss in the new one, as the end of a sentence; null if nothing.</summary>
    /// <param name="old">What had the name; null if the schema does not hold it.</param>
    /// <param name="now">What has the name at the end of the transaction.</param>
    /// <param name="column">A column that must be there; null for those of <paramref name="old"/>.</param>
    public static string? Gap(RowRelation? old, RowRelation now, string? column = null)
    {
        IEnumerable<string> needed = column is not null ? [column] : old?.Columns.Select(it => it.Name) ?? [];
        var missing = now.Columns.IsEmpty ? [] : needed.Where(name => now.Column(name) is null).ToList();
        if (missing.Count > 0) return $"lacks {Listing.Of("column", missing)}";
        if (old is not View && now is View { Materialized: false } view && !TakesWrites(view)) return "can't be written to: its query is more than a plain SELECT from one table";
        var grants = old is null ? [] : old.Grants.Where(grant => !now.Grants.Contains(grant)).ToList();
        return grants.Count > 0 ? $"lacks what was granted ({string.Join(", ", grants)})" : null;
    }

    /// <summary>Whether PostgreSQL passes INSERT, UPDATE and DELETE on to the table under the view, or a trigger does.</summary>
    private static bool TakesWrites(View view)
    {
        if (view.Triggers.Any(trigger => trigger.Definition.Timing == TriggerTiming.InsteadOf) || view.Rules.Any(rule => rule.Definition.Instead)) return true;
        return SqlParser.Parse(view.Query).Statements.FirstOrDefault() is SelectStatement { With: null, Limit: null, Body: var body } &&
            body is TableBody or SelectBody { IsDistinct: false, DistinctOn.Count: 0, GroupBy.Count: 0, Having: null, From: [RelationSource { Sample: null }] };
    }
}
