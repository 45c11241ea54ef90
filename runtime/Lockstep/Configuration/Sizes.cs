using System.Globalization;

namespace Lockstep.Configuration;

/// <summary>Amounts of data as PostgreSQL writes them, in steps of 1024.</summary>
internal static class Sizes
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>Reads <c>200GB</c>, <c>1.5 TB</c> or a number of bytes; null if it is none.</summary>
    public static double? Parse(string text)
    {
        var trimmed = text.Trim();
        var digits = trimmed.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.').Count();
        if (!double.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var unit = trimmed[digits..].Trim().ToUpperInvariant();
        var power = unit.Length == 0 ? 0 : Array.IndexOf(s_units, unit);
        return power < 0 ? null : number * Math.Pow(1024, power);
    }
}
