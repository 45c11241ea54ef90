using System.Globalization;
using System.Text;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>Names a file that follows others, in the way in which they are named: <c>0007_a.sql</c>, <c>V7__a.sql</c>, <c>2026_11_21_0900_a.sql</c>.</summary>
public static class NextFileName
{
    private const int LongestName = 60;

    private static readonly string[] Dates = ["yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMdd"];

    /// <summary>Whether the file's name has a version, so that another can follow it.</summary>
    /// <param name="fileName">Its name, without a folder.</param>
    public static bool HasVersion(string fileName) => Parts.Of(fileName) is not null;

    /// <summary>The name of the file that comes after all others.</summary>
    /// <param name="fileName">The file that it belongs to; its name has a version.</param>
    /// <param name="others">The names of the files in its folder.</param>
    /// <param name="description">What the new file does.</param>
    public static string After(string fileName, IEnumerable<string> others, string description)
    {
        var own = Parts.Of(fileName) ?? throw new ArgumentException("The name has no version.", nameof(fileName));
        var last = own;
        foreach (var other in others.Select(Parts.Of).OfType<Parts>())
        {
            if (other.Prefix == own.Prefix && other.Number > last.Number) last = other;
        }

        return last.Prefix + last.NextVersion() + last.Separator + Slug(description, last.Separator == "-" ? '-' : '_') + ".sql";
    }

    private static string Slug(string description, char space)
    {
        var slug = new StringBuilder();
        foreach (var c in description.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[slug.Length - 1] != '_' && slug[slug.Length - 1] != space) slug.Append(c == '_' ? '_' : space);
        }

        if (slug.Length > LongestName) slug.Length = LongestName;
        return slug.ToString().TrimEnd('_', '-');
    }

    /// <summary>A name in its parts.</summary>
    /// <param name="Prefix">What stands before the version, such as <c>V</c>.</param>
    /// <param name="Version">The version as it is written.</param>
    /// <param name="Digits">The version without what divides it.</param>
    /// <param name="Separator">What ends the version.</param>
    private sealed record Parts(string Prefix, string Version, string Digits, string Separator)
    {
        public long Number { get; } = long.Parse(Digits, NumberStyles.None, CultureInfo.InvariantCulture);

        public static Parts? Of(string fileName)
        {
            var start = 0;
            while (start < fileName.Length && fileName[start] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) start++;
            var length = SqlFileName.VersionLength(fileName.Substring(start));
            var digits = fileName.Substring(start, length).Replace("_", string.Empty).Replace("-", string.Empty);
            var end = start + length;
            // A word, or a letter that is not at the very start, is a name.
            if (start > 1 || digits.Length is 0 or > 18 || end >= fileName.Length || fileName[end] is not ('_' or '-' or ' ' or '.')) return null;
            var after = end + 1;
            while (fileName[end] == '_' && after < fileName.Length && fileName[after] == '_') after++;
            return new(fileName.Substring(0, start), fileName.Substring(start, length), digits, fileName[end] == '.' ? "_" : fileName.Substring(end, after - end));
        }

        public string NextVersion()
        {
            var next = NextDate() ?? (Number + 1).ToString(CultureInfo.InvariantCulture).PadLeft(Digits.Length, '0');
            for (var at = 0; at < Version.Length; at++)
            {
                if (!char.IsDigit(Version[at])) next = next.Insert(at, Version[at].ToString());
            }

            return next;
        }

        /// <summary>A time goes on by its smallest part, so that it stays one.</summary>
        private string? NextDate()
        {
            var format = Array.Find(Dates, date => date.Length == Digits.Length);
            if (format is null || !DateTime.TryParseExact(Digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 1990 or > 2199) return null;
            var next = format.Length switch
            {
                14 => date.AddSeconds(1),
                12 => date.AddMinutes(1),
                _ => date.AddDays(1),
            };
            return next.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
