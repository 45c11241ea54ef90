using System.Globalization;

namespace Lockstep.CodeFixes.Forms;

/// <summary>What a new migration is called, after the example of one that is there.</summary>
/// <param name="Class">The class of the one that is there.</param>
/// <param name="File">Its file's name, with <c>.cs</c>.</param>
/// <param name="Version">Its version.</param>
internal sealed record MigrationNames(string Class, string File, long Version)
{
    /// <summary>The class of a new migration: what it does, with the version where the example has it.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="description">What it does, in words.</param>
    /// <param name="isTaken">Whether a class of that name is there already.</param>
    public string NewClass(long version, string description, Func<string, bool> isTaken)
    {
        var words = Pascal(description);
        var name = words;
        if (VersionStyle.In(Class, Version) is var (start, length))
        {
            var (before, after) = (Class.Substring(0, start), Class.Substring(start + length));
            var digits = VersionStyle.Like(version.ToString(CultureInfo.InvariantCulture), Class.Substring(start, length));
            // M0007, M0007_AddEmail, AddEmail_0007.
            name = after.Trim('_').Length > 0 ? before + digits + Separator(after, atStart: true) + words
                : before.Length > 0 && before.TrimEnd('_').Length > 2 && !IsPrefix(before) ? words + Separator(before, atStart: false) + digits + after
                : before + digits + after;
        }

        if (!isTaken(name)) return name;
        var number = 2;
        while (isTaken(name + number.ToString(CultureInfo.InvariantCulture))) number++;
        return name + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The file of a new migration: version and class where the example has them.</summary>
    public string NewFile(long version, string newClass, string description)
    {
        var name = File.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? File.Substring(0, File.Length - 3) : File;
        var own = name.IndexOf(Class, StringComparison.Ordinal);
        var digits = VersionStyle.In(name, Version);
        string made;
        if (own >= 0 && (digits is null || digits.Value.Start + digits.Value.Length <= own || digits.Value.Start >= own + Class.Length))
        {
            made = name.Remove(own, Class.Length).Insert(own, newClass);
            // The version's place moves with what stands before it.
            if (digits is var (start, length))
            {
                var at = start < own ? start : start + newClass.Length - Class.Length;
                made = made.Remove(at, length).Insert(at, VersionStyle.Like(version.ToString(CultureInfo.InvariantCulture), name.Substring(start, length)));
            }
        }
        else if (own >= 0)
        {
            made = name.Remove(own, Class.Length).Insert(own, newClass);
        }
        else if (digits is var (start, length))
        {
            // 0007_add_email: words of its own behind the version.
            var after = name.Substring(start + length);
            var number = VersionStyle.Like(version.ToString(CultureInfo.InvariantCulture), name.Substring(start, length));
            var separator = Separator(after, atStart: true);
            made = name.Substring(0, start) + number +
                (after.Length == 0 ? string.Empty : after.Any(char.IsUpper) ? separator + Pascal(description) : separator + Snake(description, after.IndexOf('-') >= 0 ? '-' : '_'));
        }
        else
        {
            made = newClass;
        }

        return made + ".cs";
    }

    /// <summary>Words as the name of a class.</summary>
    public static string Pascal(string description)
    {
        var name = string.Concat(Parts(description).Select(word =>
            // NOT NULL reads as NotNull.
            char.ToUpperInvariant(word[0]) + (word.All(c => !char.IsLower(c)) ? word.Substring(1).ToLowerInvariant() : word.Substring(1))));
        return name.Length == 0 ? "Migration" : char.IsDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>A class's name as words: <c>AddUserEmail</c> is <c>Add user email</c>.</summary>
    public static string Words(string className)
    {
        var words = new System.Text.StringBuilder();
        foreach (var c in className)
        {
            var isBreak = char.IsUpper(c) && words.Length > 0 && char.IsLower(words[words.Length - 1]);
            if (isBreak || c == '_') words.Append(' ');
            if (c != '_') words.Append(isBreak ? char.ToLowerInvariant(c) : c);
        }

        return words.ToString().Trim();
    }

    private static string Snake(string description, char separator) => string.Join(separator.ToString(), Parts(description)).ToLowerInvariant();

    private static IEnumerable<string> Parts(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isPart = at < text.Length && char.IsLetterOrDigit(text[at]);
            if (isPart && start < 0) start = at;
            if (isPart || start < 0) continue;
            yield return text.Substring(start, at - start);
            start = -1;
        }
    }

    private static bool IsPrefix(string before) =>
        before.TrimEnd('_') is "Migration" or "Version" or "Ver";

    private static string Separator(string text, bool atStart)
    {
        var separators = atStart ? text.TakeWhile(IsSeparator) : text.Reverse().TakeWhile(IsSeparator).Reverse();
        return string.Concat(separators);
    }

    private static bool IsSeparator(char c) => c is '_' or '-' or ' ' or '.';
}
