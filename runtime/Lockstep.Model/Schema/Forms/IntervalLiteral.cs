using System.Globalization;
using System.Text.RegularExpressions;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Strings that are read as intervals.</summary>
internal static class IntervalLiteral
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;
    private const long Second = 1_000_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly Regex s_part = new(
        @"\G\s*((?<sign>[+-])?(?<hour>\d+):(?<minute>\d{2})(:(?<second>\d{2}(\.\d{1,6})?))?|(?<number>[+-]?\d+(\.\d+)?)\s*(?<unit>[a-z]+))", Options, s_patience);

    /// <summary>Months, days and microseconds; null if the string is none that is known.</summary>
    public static string? Form(string text)
    {
        var (months, days, micros) = (0m, 0m, 0m);
        var at = 0;
        while (at < text.TrimEnd().Length)
        {
            var part = s_part.Match(text, at);
            if (!part.Success) return null;
            at = part.Index + part.Length;
            if (part.Groups["unit"].Success)
            {
                var number = decimal.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture);
                if (!Add(number, part.Groups["unit"].Value.ToLowerInvariant(), ref months, ref days, ref micros)) return null;
                continue;
            }

            var seconds = part.Groups["second"].Success ? decimal.Parse(part.Groups["second"].Value, CultureInfo.InvariantCulture) : 0;
            var time = ((Whole(part, "hour") * 3600) + (Whole(part, "minute") * 60) + seconds) * Second;
            micros += part.Groups["sign"].Value == "-" ? -time : time;
        }

        // A part of a month or day is days and hours to PostgreSQL; nobody writes that.
        return at == 0 || months != decimal.Truncate(months) || days != decimal.Truncate(days)
            ? null
            : string.Join(" ", new[] { months, days, micros }.Select(part => decimal.Truncate(part).ToString(CultureInfo.InvariantCulture)));
    }

    private static decimal Whole(Match part, string group) => decimal.Parse(part.Groups[group].Value, CultureInfo.InvariantCulture);

    private static bool Add(decimal number, string unit, ref decimal months, ref decimal days, ref decimal micros)
    {
        switch (unit)
        {
            case "year" or "years" or "yr" or "yrs" or "y":
                months += number * 12;
                return true;
            case "month" or "months" or "mon" or "mons":
                months += number;
                return true;
            case "week" or "weeks" or "w":
                days += number * 7;
                return true;
            case "day" or "days" or "d":
                days += number;
                return true;
            case "hour" or "hours" or "hr" or "hrs" or "h":
                micros += number * 3600 * Second;
                return true;
            case "minute" or "minutes" or "min" or "mins" or "m":
                micros += number * 60 * Second;
                return true;
            case "second" or "seconds" or "sec" or "secs" or "s":
                micros += number * Second;
                return true;
            case "millisecond" or "milliseconds" or "ms":
                micros += number * 1000;
                return true;
            default:
                return false;
        }
    }
}
