using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules;

/// <summary>Judges the marks <c>-- step</c> and <c>-- backfill</c>.</summary>
internal static class StepMarks
{
    /// <summary>What is wrong with a mark in a migration that wants one transaction, and what to do.</summary>
    public const string InSingleTransaction =
        "A step begins here, but the migration wants all in one transaction; take out SingleTransaction, or what begins the step (NewStep, a verb in -Safely, '-- step')";

    /// <summary>The marks that can't be kept to.</summary>
    public static IEnumerable<Finding> Findings(MigrationScript script)
    {
        foreach (var operation in script.Up.Concat(script.Down))
        {
            if (script.SingleTransaction && operation.StartsStep) yield return Wrong(operation, InSingleTransaction);
            if (operation is SqlText { MarkProblem: { } problem }) yield return Wrong(operation, problem);
        }
    }

    private static Finding Wrong(Operation operation, string what) => new(AuthoringRules.VerbUsedWrongly, operation.Origin, new([what]));
}
