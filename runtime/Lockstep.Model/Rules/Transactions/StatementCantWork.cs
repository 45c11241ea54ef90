using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.Transactions.Refusals;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4010.</summary>
public sealed class StatementCantWork : Rule
{
    internal const string Id = "LS4010";

    private static readonly Func<ReviewedOperation, Refusal?>[] s_refusals =
    [
        ViewReplacement.Check, RoutineReplacement.Check, ReferencedTruncate.Check, AssignedTwice.Check, NeverNull.Check, GeneratedValue.Check,
        TableChangeRefused.Check, NewerThanServer.Check,
    ];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        Id,
        RuleCategory.Transactions,
        RuleSeverity.Error,
        "The statement works on the schema that it meets",
        "PostgreSQL refuses this: {0}; {1}",
        "The migrations before this one tell what the schema is when the statement runs. On that schema PostgreSQL refuses it, so the migration stops here.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        // What follows a statement that fails fails for that reason too, and so may Down.
        var isKnown = review.History.IsLegible;
        if (!Check(review.Up, ref isKnown, review, report)) Check(review.Down, ref isKnown, review, report);
    }

    private bool Check(IReadOnlyList<ReviewedStatement> part, ref bool isKnown, MigrationReview review, Report report)
    {
        foreach (var statement in part)
        {
            if (Find(statement, isKnown, review) is var (refusal, origin))
            {
                report.Add(Info, origin, refusal.Why, refusal.WhatToDo);
                return true;
            }

            // Behind what nobody can read the schema may be another one.
            isKnown &= Legibility.IsLegible(statement);
        }

        return false;
    }

    private static (Refusal Refusal, Origin Origin)? Find(ReviewedStatement statement, bool isKnown, MigrationReview review)
    {
        // What a block does depends on its run.
        if (statement.IsBlock || statement.Operation is UnknownSql || statement.Operation.Incomplete) return null;
        if (statement.Operation is SqlText text)
        {
            if (SyntaxError.Check(text) is { } error) return (error, text.Origin);
            if (review.Script.Runner == ScriptRunner.Lockstep && text.Kind == StatementKind.CopyFromStdin)
            {
                return (new("COPY … FROM STDIN waits for rows that a migration can't send", "write the rows as INSERT"), text.Origin);
            }
        }

        if (!isKnown) return null;
        foreach (var problem in statement.Problems)
        {
            if (ReplayProblem.Check(problem, statement, review) is not { } refusal) continue;
            // The replay says only what PostgreSQL would; some of it is told here with what to do.
            var reviewed = statement.Operations.FirstOrDefault(reviewed => ReferenceEquals(reviewed.Operation, problem.Operation));
            return ((reviewed is null ? null : Own(reviewed)) ?? refusal, problem.Operation.Origin);
        }

        foreach (var reviewed in statement.Operations.Where(reviewed => !reviewed.Operation.Incomplete))
        {
            if (Own(reviewed) is { } refusal) return (refusal, reviewed.Origin);
        }

        return null;
    }

    private static Refusal? Own(ReviewedOperation reviewed) => s_refusals.Select(check => check(reviewed)).FirstOrDefault(refusal => refusal is not null);
}
