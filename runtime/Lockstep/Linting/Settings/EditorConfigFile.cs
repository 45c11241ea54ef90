namespace Lockstep.Linting.Settings;

/// <summary>A setting and where it stands.</summary>
/// <param name="Key">Its name, in lower case.</param>
/// <param name="Value">Its value, as written.</param>
/// <param name="File">The file that holds it.</param>
/// <param name="Line">The line, counted from 1.</param>
internal sealed record ConfigEntry(string Key, string Value, string File, int Line);

/// <summary>An .editorconfig or a .globalconfig that has been read.</summary>
internal sealed class EditorConfigFile
{
    private readonly List<ConfigEntry> _preamble = [];
    private readonly List<(string Name, EditorConfigGlob Glob, List<ConfigEntry> Entries)> _sections = [];
    private readonly string _folder;

    private EditorConfigFile(string path)
    {
        Path = path;
        _folder = System.IO.Path.GetDirectoryName(path)!.Replace('\\', '/').TrimEnd('/') + "/";
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether no .editorconfig above it counts.</summary>
    public bool IsRoot => Preamble("root") == "true";

    /// <summary>Whether it says itself that it is for the whole project.</summary>
    public bool IsGlobal => Preamble("is_global") == "true";

    /// <summary>Of two global files that set one thing, the one with the higher level wins; a .globalconfig has 100 by default.</summary>
    public int GlobalLevel => int.TryParse(Preamble("global_level"), System.Globalization.CultureInfo.InvariantCulture, out var level) ? level : 100;

    /// <summary>What a global file sets for all files.</summary>
    public IReadOnlyList<ConfigEntry> Globals => _preamble;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="text">What it holds.</param>
    public static EditorConfigFile Parse(string path, string text)
    {
        var file = new EditorConfigFile(path);
        var entries = file._preamble;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] is '#' or ';') continue;
            if (line[0] == '[' && line.LastIndexOf(']') is var close and > 0)
            {
                var name = line[1..close].ToString();
                entries = [];
                file._sections.Add((name, new(name), entries));
                continue;
            }

            var separator = line.IndexOfAny('=', ':');
            if (separator <= 0) continue;
            entries.Add(new(line[..separator].TrimEnd().ToString().ToLowerInvariant(), Value(line[(separator + 1)..]), path, number));
        }

        return file;
    }

    /// <summary>What an .editorconfig sets for a file, in the order in which it stands; the last of a name counts.</summary>
    /// <param name="path">The file's full path, with <c>/</c>.</param>
    public IEnumerable<ConfigEntry> For(string path)
    {
        if (!path.StartsWith(_folder, StringComparison.Ordinal)) return [];
        var below = path[_folder.Length..];
        return _sections.Where(section => section.Glob.Matches(below)).SelectMany(section => section.Entries);
    }

    /// <summary>What a global file sets for a file: its sections are named by whole paths.</summary>
    /// <param name="path">The file's full path, with <c>/</c>.</param>
    public IEnumerable<ConfigEntry> ForExactly(string path) => _sections.Where(section => section.Name == path).SelectMany(section => section.Entries);

    private string? Preamble(string key) => _preamble.FindLast(entry => entry.Key == key)?.Value.ToLowerInvariant();

    /// <summary>The value without a comment behind it, which white space parts from it.</summary>
    private static string Value(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] is '#' or ';' && char.IsWhiteSpace(text[at - 1])) return text[..at].Trim().ToString();
        }

        return text.Trim().ToString();
    }
}
