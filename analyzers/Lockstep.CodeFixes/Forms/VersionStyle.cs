using System.Globalization;

namespace Lockstep.CodeFixes.Forms;

/// <summary>How a project numbers its migrations, and which number is next.</summary>
internal static class VersionStyle
{
    private static readonly string[] Times = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    /// <summary>
    /// The first free version: of times the next day, minute or second, so that what is written after it today still comes after it; of running numbers
    /// the next one, by tens or hundreds where all are.
    /// </summary>
    /// <param name="versions">All versions of the project.</param>
    public static long Next(IReadOnlyCollection<long> versions)
    {
        var greatest = versions.Count == 0 ? 0 : versions.Max();
        var text = greatest.ToString(CultureInfo.InvariantCulture);
        foreach (var format in Times)
        {
            if (text.Length != format.Length || !DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) continue;
            var next = format.Length switch
            {
                8 => time.AddDays(1),
                12 => time.AddMinutes(1),
                _ => time.AddSeconds(1),
            };
            return long.Parse(next.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        var step = greatest == 0 ? 1 : versions.All(version => version % 100 == 0) ? 100 : versions.All(version => version % 10 == 0) ? 10 : 1;
        return greatest + step;
    }

    /// <summary>A version as a literal, with digits grouped as in another version's.</summary>
    public static string Literal(long version, string like)
    {
        var digits = version.ToString(CultureInfo.InvariantCulture);
        var sample = like.TrimEnd('l', 'L', 'u', 'U');
        var suffix = like.Substring(sample.Length);
        if (sample.Length == 0 || !sample.All(c => c is >= '0' and <= '9' or '_')) return digits;
        return Like(digits, sample) + suffix;
    }

    /// <summary>Digits with the zeros before them, and the separators between them, that a sample has.</summary>
    public static string Like(string digits, string sample)
    {
        var places = sample.Count(c => c is >= '0' and <= '9');
        digits = digits.PadLeft(places, '0');
        var result = new System.Text.StringBuilder();
        var at = digits.Length - places;
        result.Append(digits, 0, at);
        foreach (var c in sample) result.Append(c is >= '0' and <= '9' ? digits[at++] : c);
        return result.ToString();
    }

    /// <summary>Where a version stands in a name, with zeros before it or its digits in groups; null if it does not.</summary>
    public static (int Start, int Length)? In(string name, long version)
    {
        var digits = version.ToString(CultureInfo.InvariantCulture);
        for (var start = 0; start < name.Length; start++)
        {
            if (!IsDigit(name[start]) || (start > 0 && IsDigit(name[start - 1]))) continue;
            var end = start;
            while (end < name.Length && name[end] == '0' && (digits[0] != '0')) end++;
            var at = 0;
            while (at < digits.Length && end < name.Length)
            {
                if (name[end] == digits[at]) at++;
                else if (at == 0 || name[end] is not ('_' or '-')) break;
                end++;
            }

            if (at == digits.Length && (end == name.Length || !IsDigit(name[end]))) return (start, end - start);
        }

        return null;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
