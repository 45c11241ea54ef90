using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6007.</summary>
public sealed class FunctionLanguageUntrusted : OperationRule
{
    private static readonly HashSet<string> s_untrusted = new(StringComparer.OrdinalIgnoreCase) { "c", "internal", "plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu", "plsh", "plr" };

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6007",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "Functions are in a trusted language",
        "'{0}' is in {1}, which lets it do all that the server's own user may: read files, open connections, crash the server; write it in SQL or PL/pgSQL",
        "Functions in an untrusted language can only be made by a superuser.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is CreateRoutine { Language: { } language } create && s_untrusted.Contains(language.Trim('\'', '"')))
        {
            report.Add(Info, reviewed.Origin, create.Routine.ToString(), language.Trim('\'', '"'));
        }
    }
}
