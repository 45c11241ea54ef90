using System.Globalization;
using System.Text;
using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules;

/// <summary>Something wrong in one place.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Origin">Where.</param>
/// <param name="Arguments">The names for the rule's message.</param>
public sealed record Finding(RuleInfo Rule, Origin Origin, EquatableArray<string> Arguments)
{
    /// <summary>The rule's message with the names in it.</summary>
    public string Message => Format(Rule.Message);

    /// <summary>A part of the rule's message with the names in it.</summary>
    internal string Format(string text)
    {
        object[] arguments = [.. Arguments];
        return string.Format(CultureInfo.InvariantCulture, text, arguments);
    }
}

/// <summary>Where rules put what they find.</summary>
public sealed class Report
{
    private readonly List<Finding> _findings = [];

    /// <summary>What was found, in the order of finding.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether nothing was found.</summary>
    internal bool IsEmpty => _findings.Count == 0;

    /// <summary>Adds a finding.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="origin">The place.</param>
    /// <param name="arguments">As many names as the rule's message has places.</param>
    public void Add(RuleInfo rule, Origin origin, params string[] arguments) => _findings.Add(new(rule, origin, new(arguments.Select(WithoutHoles))));

    /// <summary>What is known only when the migration runs; each of its characters stands in names as one of these.</summary>
    private static string WithoutHoles(string argument)
    {
        const char Hole = '\uFFFC';
        if (argument.IndexOf(Hole) < 0) return argument;
        var text = new StringBuilder(argument.Length);
        for (var at = 0; at < argument.Length; at++)
        {
            if (argument[at] != Hole) text.Append(argument[at]);
            else if (at == 0 || argument[at - 1] != Hole) text.Append('…');
        }

        return text.ToString();
    }
}
