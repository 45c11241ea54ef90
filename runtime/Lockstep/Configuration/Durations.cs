using System.Globalization;

namespace Lockstep.Configuration;

/// <summary>Reads spans of time as people and PostgreSQL write them: <c>500ms</c>, <c>5s</c>, <c>10m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    /// <summary>Reads the text; a bare number counts seconds.</summary>
    /// <returns>Null if it can't be read, is negative, or is more than PostgreSQL's settings hold: 2147483647 ms, 24 days.</returns>
    public static TimeSpan? Parse(string text)
    {
        var unitAt = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var at && at >= 0 && text[at] == '.'
            ? at + 1 + Math.Max(0, text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9'))
            : at;
        var number = unitAt < 0 ? text : text[..unitAt];
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        double? milliseconds = (unitAt < 0 ? "s" : text[unitAt..].Trim()) switch
        {
            "ms" => value,
            "s" => value * 1000,
            "m" or "min" => value * 60_000,
            "h" => value * 3_600_000,
            _ => null,
        };
        return milliseconds <= int.MaxValue ? TimeSpan.FromMilliseconds(milliseconds.Value) : null;
    }
}
