using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>Severities in words.</summary>
internal static class SeverityWords
{
    /// <summary>As options and JSON write it.</summary>
    public static string Of(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "info",
    };
}
