using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>A column that gets two values.</summary>
internal static class AssignedTwice
{
    public static Refusal? Check(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not DataStatement data || SqlParser.Parse(data.Sql).Statements.FirstOrDefault() is not { } whole) return null;
        foreach (var statement in SqlWalk.Statements(whole))
        {
            var (targets, why) = statement switch
            {
                UpdateStatement update => (update.Assignments.SelectMany(assignment => assignment.Targets), "multiple assignments to same column"),
                InsertStatement insert => (insert.Columns, "the column list names twice"),
                _ => ([], string.Empty),
            };
            // Parts of one value, as in a[1] = …, a[2] = …, are different places.
            var twice = targets.GroupBy(target => target.Column.Value).FirstOrDefault(group => group.Count() > 1 && group.Any(target => target.Steps.Count == 0));
            if (twice is not null) return new($"{why} \"{twice.Key}\"", "leave one of them");
        }

        return null;
    }
}
