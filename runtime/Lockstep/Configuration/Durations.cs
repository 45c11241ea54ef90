using System.Globalization;

namespace Lockstep.Configuration;

/// <summary>Reads spans of time as people and PostgreSQL write them: <c>500ms</c>, <c>5s</c>, <c>10m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    /// <summary>Reads the text; a bare number counts seconds.</summary>
    /// <returns>Null if it can't be read or is negative.</returns>
    public static TimeSpan? Parse(string text)
    {
        var unitAt = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var at && at >= 0 && text[at] == '.'
            ? at + 1 + Math.Max(0, text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9'))
            : at;
        var number = unitAt < 0 ? text : text[..unitAt];
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        return (unitAt < 0 ? "s" : text[unitAt..].Trim()) switch
        {
            "ms" => TimeSpan.FromMilliseconds(value),
            "s" => TimeSpan.FromSeconds(value),
            "m" or "min" => TimeSpan.FromMinutes(value),
            "h" => TimeSpan.FromHours(value),
            _ => null,
        };
    }
}
