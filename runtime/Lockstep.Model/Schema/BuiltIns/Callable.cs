namespace Lockstep.Model.Schema;

/// <summary>A function or an operator: what it takes and gives.</summary>
/// <param name="Name">Its whole name as SQL.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Result">The type that it gives.</param>
internal sealed record Callable(string Name, IReadOnlyList<CallableParameter> Parameters, string Result)
{
    /// <summary>The columns that it gives; empty if it gives one value.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns { get; init; } = [];

    /// <summary>The function of the schema; null if it is PostgreSQL's own.</summary>
    public ObjectName? Routine { get; init; }

    /// <summary>How many arguments must be given.</summary>
    public int Required => Parameters.Count(parameter => !parameter.HasDefault);

    /// <summary>Whether the last parameter takes any number of arguments.</summary>
    public bool IsVariadic => Parameters.Count > 0 && Parameters[Parameters.Count - 1].IsVariadic;

    /// <summary>Reads <c>int4,?days:int4,*text[]&gt;bool(key:text)</c>.</summary>
    public static Callable Parse(string name, string signature)
    {
        var arrow = signature.IndexOf('>');
        var open = signature.IndexOf('(', arrow);
        var result = open < 0 ? signature.Substring(arrow + 1) : signature.Substring(arrow + 1, open - arrow - 1);
        return new(name, arrow == 0 ? [] : [.. signature.Substring(0, arrow).Split(',').Select(Parameter)], result)
        {
            Columns = open < 0 ? [] : [.. signature.Substring(open + 1, signature.Length - open - 2).Split(',').Select(Column)],
        };
    }

    private static CallableParameter Parameter(string text)
    {
        var mark = text.Length > 0 && text[0] is '?' or '*' ? text[0] : ' ';
        var rest = mark == ' ' ? text : text.Substring(1);
        var colon = rest.IndexOf(':');
        return new(colon < 0 ? null : rest.Substring(0, colon), rest.Substring(colon + 1), mark == '?', mark == '*');
    }

    private static (string Name, string Type) Column(string text)
    {
        var colon = text.IndexOf(':');
        return (text.Substring(0, colon), text.Substring(colon + 1));
    }
}

/// <summary>What a function takes.</summary>
/// <param name="Name">Its name; null if it has none, or nobody may use it.</param>
/// <param name="Type">Its type; an array's for any number of arguments.</param>
/// <param name="HasDefault">Whether it may be left out.</param>
/// <param name="IsVariadic">Whether it takes any number of arguments.</param>
internal readonly record struct CallableParameter(string? Name, string Type, bool HasDefault, bool IsVariadic);
