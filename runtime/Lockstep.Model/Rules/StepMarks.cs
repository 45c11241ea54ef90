namespace Lockstep.Model.Rules;

/// <summary>Judges the marks that begin a step.</summary>
internal static class StepMarks
{
    /// <summary>What is wrong with a mark in a migration that wants one transaction, and what to do.</summary>
    public const string InSingleTransaction =
        "A step begins here, but the migration wants all in one transaction; take out SingleTransaction, or what begins the step (NewStep, a verb in -Safely, '-- step')";

    /// <summary>The marks that can't be kept to.</summary>
    public static IEnumerable<Finding> Findings(MigrationScript script) => script.SingleTransaction
        ? script.Up.Concat(script.Down)
            .Where(operation => operation.StartsStep)
            .Select(operation => new Finding(AuthoringRules.VerbUsedWrongly, operation.Origin, new([InSingleTransaction])))
        : [];
}
