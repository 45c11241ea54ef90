using System.Globalization;

namespace Lockstep.Planning;

/// <summary>Versions that are times of writing, such as 202611210900.</summary>
internal static class VersionDate
{
    private static readonly string[] s_formats = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    /// <summary>The day; null if the version is a running number.</summary>
    public static DateOnly? Of(long version) =>
        DateTime.TryParseExact(version.ToString(CultureInfo.InvariantCulture), s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is >= 1990 and < 2100
            ? DateOnly.FromDateTime(time)
            : null;
}
