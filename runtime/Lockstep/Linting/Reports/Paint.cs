using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>Colours, or none.</summary>
/// <param name="hasColours">Whether the terminal shows them.</param>
internal sealed class Paint(bool hasColours)
{
    /// <summary>Whether standard output is a terminal that shows colours, and the user wants them (https://no-color.org).</summary>
    public static bool IsWanted =>
        !Console.IsOutputRedirected &&
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) &&
        Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Something in a severity's colour.</summary>
    public string Severity(RuleSeverity severity, string text) => With(
        severity switch
        {
            RuleSeverity.Error => "1;31",
            RuleSeverity.Warning => "1;33",
            _ => "1;36",
        },
        text);

    /// <summary>Line numbers and bars.</summary>
    public string Frame(string text) => With("1;34", text);

    /// <summary>What is to be read first.</summary>
    public string Strong(string text) => With("1", text);

    private string With(string code, string text) => hasColours && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
