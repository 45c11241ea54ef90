using System.Globalization;

namespace Lockstep.Reporting;

/// <summary>Numbers and times as people read them.</summary>
internal static class Figures
{
    private static readonly NumberFormatInfo s_spaced = new() { NumberGroupSeparator = " " };
    private static readonly string[] s_units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>A number in groups of three: <c>1 204 000</c>.</summary>
    public static string Count(long number) => number.ToString("#,0", s_spaced);

    /// <summary>A time with what matters of it: <c>0.34 s</c>, <c>41.20 s</c>, <c>6 min 3 s</c>, <c>2 h 14 min</c>.</summary>
    public static string Time(double seconds) => seconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds):0.00} s") : WholeTime(seconds);

    /// <summary>A time in whole seconds: <c>38 s</c>, <c>6 min 3 s</c>, <c>2 h 14 min</c>.</summary>
    public static string WholeTime(double seconds)
    {
        // The largest time that a TimeSpan holds is far beyond what anybody waits for.
        var time = TimeSpan.FromSeconds(Math.Round(Math.Clamp(seconds, 0, 1e9)));
        if (time.TotalSeconds < 60) return string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s");
        if (time.TotalHours < 1) return string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s");
        return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes} min");
    }

    /// <summary>An age in its largest unit: <c>40 s</c>, <c>6 min</c>, <c>3 h</c>, <c>2 days</c>.</summary>
    public static string Age(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds):0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 86_400):0} days"),
    };

    /// <summary>A number of bytes, in steps of 1024 as PostgreSQL counts them.</summary>
    public static string Size(double bytes)
    {
        var unit = 0;
        while (bytes >= 10_240 && unit < s_units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0} {s_units[unit]}");
    }
}
