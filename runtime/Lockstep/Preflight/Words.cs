using System.Globalization;

namespace Lockstep.Preflight;

/// <summary>Ages, sizes and names as people write them.</summary>
internal static class Words
{
    private static readonly string[] s_units = ["bytes", "kB", "MB", "GB", "TB"];

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

    /// <summary>A name as SQL writes it, quoted only if it must be.</summary>
    public static string Quoted(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
