using System.Globalization;
using System.Text.RegularExpressions;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Strings that are read as points in time.</summary>
internal static class TimeLiteral
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly Regex s_pattern = new(
        @"^\s*((?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<year>\d{4})(?<month>\d{2})(?<day>\d{2}))?([T\s]*(?<hour>\d{1,2}):(?<minute>\d{2})(:(?<second>\d{2})(?<fraction>\.\d{1,6})?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{1,2}(:?\d{2})?)?\s*$",
        Options,
        s_patience);

    /// <summary>The moment in PostgreSQL's own way to write it, in UTC; null if the string is none that is known.</summary>
    /// <param name="type"><c>date</c>, <c>timestamp</c>, <c>timestamptz</c> or <c>time</c>.</param>
    /// <param name="text">The string. A <c>timestamptz</c> without a zone is taken for UTC: the session's zone is not known.</param>
    public static string? Form(string type, string text)
    {
        switch (text.Trim().ToLowerInvariant())
        {
            case "now" or "today" or "tomorrow" or "yesterday":
                return Literals.Any.ToString();
            case "infinity" or "+infinity":
                return "infinity";
            case "-infinity":
                return "-infinity";
            case "epoch":
                return Written(type, new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var match = s_pattern.Match(text);
        var hasDate = match.Groups["year"].Success;
        if (!match.Success || hasDate == (type == "time") || (type == "time" && !match.Groups["hour"].Success)) return null;
        var (year, month, day) = hasDate ? (Number(match, "year"), Number(match, "month"), Number(match, "day")) : (2000, 1, 1);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (Number(match, "hour") > 23 || Number(match, "minute") > 59 || Number(match, "second") > 59) return null;
        var moment = new DateTime(year, month, day, Number(match, "hour"), Number(match, "minute"), Number(match, "second"), DateTimeKind.Utc);
        var fraction = match.Groups["fraction"].Value;
        if (fraction.Length > 0) moment = moment.AddTicks(long.Parse(fraction.Substring(1).PadRight(7, '0'), CultureInfo.InvariantCulture));
        return Written(type, type == "timestamptz" ? moment - Zone(match.Groups["zone"].Value) : moment);
    }

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static TimeSpan Zone(string zone)
    {
        if (zone.Length == 0 || char.IsLetter(zone[0])) return TimeSpan.Zero;
        var digits = zone.Substring(1).Replace(":", string.Empty);
        var hours = int.Parse(digits.Length > 2 ? digits.Substring(0, digits.Length - 2) : digits, CultureInfo.InvariantCulture);
        var minutes = digits.Length > 2 ? int.Parse(digits.Substring(digits.Length - 2), CultureInfo.InvariantCulture) : 0;
        return TimeSpan.FromMinutes((zone[0] == '-' ? -1 : 1) * ((hours * 60) + minutes));
    }

    private static string Written(string type, DateTime moment)
    {
        var time = "HH:mm:ss" + (moment.Ticks % TimeSpan.TicksPerSecond == 0 ? string.Empty : ".FFFFFF");
        var format = type switch
        {
            "date" => "yyyy-MM-dd",
            "time" => time,
            _ => "yyyy-MM-dd " + time,
        };
        return moment.ToString(format, CultureInfo.InvariantCulture) + (type == "timestamptz" ? "+00" : string.Empty);
    }
}
