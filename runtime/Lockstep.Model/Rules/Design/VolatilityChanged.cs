using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5034.</summary>
public sealed class VolatilityChanged : OperationRule
{
    private static readonly string[] s_kinds = ["IMMUTABLE", "STABLE", "VOLATILE"];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5034",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A function that was IMMUTABLE stays so",
        "'{0}' was IMMUTABLE and is to be {1}: indexes, checks and generated columns that use it keep what it said before, and are not looked at again; make a function of another name, or say IMMUTABLE",
        "PostgreSQL takes only IMMUTABLE functions into an index or a generated column, and does not look again when the function changes. An index whose function says something else than it said " +
        "when the row was written does not find the row.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case CreateRoutine { OrReplace: true, Procedure: false, Incomplete: false } create:
                Compare(create.Routine.Name, create.Routine.Schema, create.Parameters.Count, Kind(create.Options) ?? "VOLATILE");
                break;
            case AlterRoutine alter when Kind(alter.Options) is { } kind:
                Compare(alter.Routine.Name.Name, alter.Routine.Name.Schema, parameters: null, kind);
                break;
        }

        void Compare(string name, string? schema, int? parameters, string kind)
        {
            var old = reviewed.Before.Routines.Where(routine => routine.Name.Name == name && (schema is null || routine.Name.Schema == schema)).ToList();
            // Of several with one name the numbers of parameters tell, as far as they do.
            if (old.Count != 1 || old[0].Definition is not CreateRoutine made || (parameters is { } count && made.Parameters.Count != count)) return;
            var was = Kind(old[0].Changes) ?? Kind(made.Options) ?? "VOLATILE";
            if (was == "IMMUTABLE" && kind != was) report.Add(Info, reviewed.Origin, old[0].Name.Name, kind);
        }
    }

    private static string? Kind(EquatableArray<string> options) => options.LastOrDefault(option => s_kinds.Contains(option.ToUpperInvariant()))?.ToUpperInvariant();
}
