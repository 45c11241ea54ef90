using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6001.</summary>
public sealed class DefinerWithoutSearchPath : OperationRule
{
    private const string Definer = "SECURITY DEFINER";

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6001",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "A SECURITY DEFINER function has a search_path of its own",
        "'{0}' runs with its owner's privileges and looks names up on its caller's search_path, so a caller can put a function or table of their own " +
        "in its way; add SET search_path = pg_catalog, pg_temp (and the schemas it needs)",
        "SECURITY DEFINER gives a function the privileges of its owner. Names in its body without a schema are looked up on the search_path of who calls it, " +
        "who may put an object of theirs first, and have it run with the owner's privileges.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // A body in SQL's own form (BEGIN ATOMIC, RETURN) is bound when the function is made.
        var name = reviewed.Operation switch
        {
            CreateRoutine { SqlBody: null } create when IsOpen(create.Options) => create.Routine.ToString(),
            AlterRoutine alter when IsOpen(alter.Options) && !HasPath(alter.Routine.Name.Name, reviewed) => alter.Routine.Name.ToString(),
            _ => null,
        };
        if (name is not null) report.Add(Info, reviewed.Origin, name);
    }

    private static bool IsOpen(EquatableArray<string> options) => options.Contains(Definer) && !options.Any(SetsPath);

    private static bool SetsPath(string option) => option.StartsWith("SET search_path", StringComparison.OrdinalIgnoreCase);

    private static bool HasPath(string routine, ReviewedOperation reviewed) =>
        reviewed.Before.Routines.Any(known => known.Name.Name == routine && (known.Changes.Any(SetsPath) || (known.Definition is CreateRoutine made && made.Options.Any(SetsPath))));
}
