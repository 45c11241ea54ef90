using System.Text.RegularExpressions;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>What the replay of the migrations has found.</summary>
internal static class ReplayProblem
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <summary>Missing objects that no migration needs to have made.</summary>
    private static readonly Regex s_missing = new("^(?!column|constraint|trigger|rule|policy)[a-z ]+ (?:\"[^\"]*\"|\\S+) does not exist$", RegexOptions.CultureInvariant, s_longest);

    public static Refusal? Check(SchemaProblem problem, ReviewedStatement statement, MigrationReview review)
    {
        if (problem.IsNote || problem.Operation.Incomplete) return null;
        // Rules of their own say more of some.
        if (statement.Operations.Any(reviewed => ReferenceEquals(reviewed.Operation, problem.Operation) && KnownRefusals.Has(reviewed, review))) return null;
        if (s_missing.IsMatch(problem.Message) && !review.History.IsComplete) return null;
        if (problem.Message.StartsWith("no schema has been selected", StringComparison.Ordinal)) return null;
        return new(problem.Message, WhatToDo(problem.Message));
    }

    private static string WhatToDo(string message) =>
        message.EndsWith("does not exist", StringComparison.Ordinal) ? "correct the name, or have an earlier migration make it"
        : message.EndsWith("already exists", StringComparison.Ordinal) ? "leave it out, or give it another name"
        : message.StartsWith("cannot alter type of a column used by a view", StringComparison.Ordinal) ? "drop the view before and make it again after, in one transaction"
        : message.StartsWith("cannot alter type", StringComparison.Ordinal) ? "drop what uses the column before and make it again after, in one transaction"
        : message.EndsWith("depends on it", StringComparison.Ordinal) ? "drop or change that first"
        : "change the statement, or what stands in its way";
}
