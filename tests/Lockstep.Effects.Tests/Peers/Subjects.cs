using Lockstep.Model.Rules;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>What a finding is about, so that two linters can be compared.</summary>
internal enum Subject
{
    /// <summary>PostgreSQL works while others wait, or refuses: what a server shows.</summary>
    Server,

    /// <summary>A lock that is brief, but waited for without a limit.</summary>
    Wait,

    /// <summary>What running versions of the application use, and rows that are lost or changed.</summary>
    Application,

    /// <summary>Taste, and a team's own policy.</summary>
    Policy,
}

/// <summary>Which rule is about what.</summary>
internal static class Subjects
{
    private static readonly HashSet<string> s_server = new(StringComparer.Ordinal)
    {
        "adding-field-with-default", "adding-foreign-key-constraint", "adding-not-nullable-field", "adding-required-field", "adding-serial-primary-key-field",
        "ban-alter-domain-with-add-constraint", "ban-concurrent-index-creation-in-transaction", "changing-column-type", "constraint-missing-not-valid",
        "disallowed-unique-constraint", "require-concurrent-index-creation", "require-concurrent-index-deletion", "require-concurrent-partition-detach",
        "require-concurrent-reindex", "syntax-error",
    };

    private static readonly HashSet<string> s_application = new(StringComparer.Ordinal)
    {
        "ban-drop-column", "ban-drop-database", "ban-drop-not-null", "ban-drop-table", "ban-truncate-cascade", "renaming-column", "renaming-table",
    };

    private static readonly HashSet<string> s_policy = new(StringComparer.Ordinal)
    {
        "ban-char-field", "ban-create-domain-with-constraint", "prefer-bigint-over-int", "prefer-bigint-over-smallint", "prefer-identity", "prefer-robust-stmts",
        "prefer-text-field", "prefer-timestamp-tz", "require-enum-value-ordering",
    };

    private static readonly HashSet<string> s_ourWaits = new(StringComparer.Ordinal)
    {
        "LS2022", "LS2047", "LS2055", "LS2079", "LS2082", "LS2084", "LS2085", "LS2090", "LS2092", "LS2093", "LS2094", "LS2097", "LS2098", "LS4004", "LS4005",
    };

    // Publications and replicas lose rows, and foreign keys that are off let wrong ones in.
    private static readonly HashSet<string> s_ourRows = new(StringComparer.Ordinal) { "LS2073", "LS2091", "LS2096", "LS4036" };

    /// <summary>Of a rule of squawk's.</summary>
    /// <exception cref="InvalidDataException">It is not known: somebody has to say.</exception>
    internal static Subject OfSquawk(string rule) =>
        s_server.Contains(rule) ? Subject.Server :
        s_application.Contains(rule) ? Subject.Application :
        s_policy.Contains(rule) ? Subject.Policy :
        rule is "require-lock-timeout" or "require-statement-timeout" ? Subject.Wait :
        throw new InvalidDataException($"squawk's rule '{rule}' is new: say in Subjects.cs what it is about");

    /// <summary>Of a rule of ours. What is only worth knowing is no claim that something is wrong.</summary>
    internal static Subject OfOurs(RuleInfo rule)
    {
        if (rule.Severity == RuleSeverity.Info || rule.Category is RuleCategory.Security or RuleCategory.Authoring) return Subject.Policy;
        if (s_ourWaits.Contains(rule.Id)) return Subject.Wait;
        if (s_ourRows.Contains(rule.Id) || rule.Category == RuleCategory.Compatibility || rule.Id is "LS4030" or "LS4031") return Subject.Application;
        return rule.Category == RuleCategory.Design ? Subject.Policy : Subject.Server;
    }
}
