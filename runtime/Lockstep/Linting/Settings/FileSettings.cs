using Lockstep.Model.Operations;
using Lockstep.Model.Rules;

namespace Lockstep.Linting.Settings;

/// <summary>How one file is to be judged.</summary>
internal sealed class FileSettings
{
    private readonly Dictionary<string, RuleSeverity?> _severities;

    private FileSettings(Dictionary<string, RuleSeverity?> severities, RuleOptions options)
    {
        _severities = severities;
        Options = options;
        Rules = [.. RuleSet.All.Where(rule => SeverityOf(rule.Info) is not null)];
    }

    /// <summary>What the project tells the rules.</summary>
    public RuleOptions Options { get; }

    /// <summary>The rules that are not switched off.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>How bad a finding of the rule is; null if it is not reported.</summary>
    public RuleSeverity? SeverityOf(RuleInfo rule) => _severities[rule.Id];

    /// <summary>Reads a file's settings.</summary>
    /// <param name="config">What configuration says about it.</param>
    /// <param name="postgresVersion">The server's major version if the command line names it.</param>
    /// <exception cref="LockstepException">A setting of ours has a value that means nothing.</exception>
    public static FileSettings Of(FileConfig config, int? postgresVersion)
    {
        var options = RuleOptions.Read(key => config.Find(key)?.Value, (key, problem) => throw Wrong(config.Find(key)!, problem));
        if (postgresVersion is { } version) options = options with { PostgresVersion = version };
        return new(AllRules.Infos.ToDictionary(rule => rule.Id, rule => Severity(rule, config), StringComparer.Ordinal), options);
    }

    /// <summary>The compiler's order: the rule itself, its category, all rules; each in the file's configuration before the global one.</summary>
    private static RuleSeverity? Severity(RuleInfo rule, FileConfig config)
    {
        if (config.Find($"dotnet_diagnostic.{rule.Id}.severity".ToLowerInvariant()) is { } own)
        {
            return Parse(own.Value, rule, out var severity)
                ? severity
                : throw Wrong(own, $"'{own.Value}' is no severity; write error, warning, suggestion, silent, none or default");
        }

        // What is off by default is switched on only by its id.
        if (!rule.OnByDefault) return null;

        // These two are for all analyzers, so what is wrong with them is not ours to say.
        if (config.Find($"dotnet_analyzer_diagnostic.category-{rule.Category}.severity".ToLowerInvariant()) is { } category &&
            Parse(category.Value, rule, out var byCategory))
        {
            return byCategory;
        }

        return config.Find("dotnet_analyzer_diagnostic.severity") is { } all && Parse(all.Value, rule, out var byAll) ? byAll : rule.Severity;
    }

    private static bool Parse(string value, RuleInfo rule, out RuleSeverity? severity)
    {
        switch (value.ToLowerInvariant())
        {
            case "error":
                severity = RuleSeverity.Error;
                return true;
            case "warning":
                severity = RuleSeverity.Warning;
                return true;
            case "suggestion":
                severity = RuleSeverity.Info;
                return true;
            // Hidden findings are for editors, which grey them out.
            case "silent" or "refactoring" or "none":
                severity = null;
                return true;
            default:
                severity = rule.OnByDefault ? rule.Severity : null;
                return value.Equals("default", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static LockstepException Wrong(ConfigEntry entry, string problem) =>
        new(ToolkitCode.Configuration, $"{entry.Key}: {problem}.", ExitCode.Usage) { Origin = new Origin(entry.File, entry.Line) };
}
