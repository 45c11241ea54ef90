using System.Globalization;

namespace Lockstep.Model.SqlFiles;

/// <summary>What the name of a migration's SQL file says: <c>202611210900_add_users_email.sql</c>.</summary>
/// <param name="Version">The migration's place in the order; 0 if the name gives none.</param>
/// <param name="Name">The rest of the name, with spaces for <c>_</c> and <c>-</c>; empty if there is none.</param>
/// <param name="Problem">Why it is no migration's name and what to do; null if it is one.</param>
internal readonly record struct SqlFileName(long Version, string Name, string? Problem)
{
    // yyyy MM dd, and HHmm or HHmmss: the groups in which a date is read, and no others. 0007_2_columns.sql is version 7.
    private static readonly int[] DateGroups = [4, 2, 2];

    /// <summary>Reads the name of a file.</summary>
    /// <param name="path">Its path, with <c>/</c> or <c>\</c>.</param>
    public static SqlFileName Read(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        if (name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)) name = name.Substring(0, name.Length - 4);
        foreach (var suffix in new[] { ".up", ".down" })
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return new(0, string.Empty, "it ends with '" + suffix + "'; put both ways into one file, under '-- up' and '-- down', and take '" + suffix + "' out of its name");
            }
        }

        var end = VersionLength(name);
        var digits = name.Substring(0, end).Replace("_", string.Empty).Replace("-", string.Empty);
        if (digits.Length == 0)
        {
            return new(0, string.Empty, "it does not start with a version; call it 202611210900_add_users_email.sql or 0007_add_users_email.sql, for instance, or remove its LockstepMigration item if it is no migration");
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version == 0)
        {
            return new(0, string.Empty, "its version " + digits + " is not in 1 to " + long.MaxValue.ToString(CultureInfo.InvariantCulture) + "; use the time of writing, 202611210900, or a running number");
        }

        if (end < name.Length && !IsSeparator(name[end]))
        {
            return new(0, string.Empty, "'" + name[end] + "' follows its version; put '_' between the version and the name");
        }

        return new(version, name.Substring(end).Replace('_', ' ').Replace('-', ' ').Trim(' ', '.'), Problem: null);
    }

    /// <summary>How much of a name, from its start, is its version; 0 if it has none.</summary>
    internal static int VersionLength(string name) => DateEnd(name) is var end and > 0 ? end : DigitsEnd(name, 0);

    /// <summary>Where a date in groups at the start ends: <c>2026_11_21_0900</c>; 0 if there is none.</summary>
    private static int DateEnd(string name)
    {
        var end = 0;
        foreach (var length in DateGroups)
        {
            if (end > 0)
            {
                if (end >= name.Length || name[end] is not ('_' or '-')) return 0;
                end++;
            }

            if (DigitsEnd(name, end) - end != length) return 0;
            end += length;
        }

        if (end >= name.Length || name[end] is not ('_' or '-')) return end;
        var time = DigitsEnd(name, end + 1) - end - 1;
        // 2026_11_21_2fa_codes.sql has no time.
        return time is 4 or 6 && (end + 1 + time == name.Length || IsSeparator(name[end + 1 + time])) ? end + 1 + time : end;
    }

    private static int DigitsEnd(string name, int at)
    {
        while (at < name.Length && name[at] is >= '0' and <= '9') at++;
        return at;
    }

    private static bool IsSeparator(char c) => c is '_' or '-' or ' ' or '.';
}
