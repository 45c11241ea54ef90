using System.Collections.Concurrent;

namespace Lockstep.Linting.Settings;

/// <summary>Finds what .editorconfig and .globalconfig files say about a file. Each is read once.</summary>
internal sealed class ConfigFiles
{
    private readonly ConcurrentDictionary<string, EditorConfigFile?> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Chain> _chains = new(StringComparer.Ordinal);

    /// <summary>What is set for a file, by the settings' names in lower case.</summary>
    /// <param name="path">The file's full path.</param>
    /// <exception cref="LockstepException">A file of settings can't be read.</exception>
    public FileConfig For(string path)
    {
        var normal = path.Replace('\\', '/');
        var chain = Find(Path.GetDirectoryName(path)!);
        var own = new Dictionary<string, ConfigEntry>(StringComparer.Ordinal);
        foreach (var entry in chain.EditorConfigs.SelectMany(file => file.For(normal))) Set(own, entry);
        return new(own, Globals(chain.GlobalConfigs, normal));
    }

    /// <summary>Of equal levels that disagree neither counts, as in the compiler.</summary>
    private static Dictionary<string, ConfigEntry> Globals(IReadOnlyList<EditorConfigFile> files, string path)
    {
        var found = new Dictionary<string, (ConfigEntry? Entry, int Level)>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var entries = new Dictionary<string, ConfigEntry>(StringComparer.Ordinal);
            foreach (var entry in file.Globals.Where(entry => entry.Key is not ("is_global" or "global_level" or "root"))) Set(entries, entry);
            foreach (var entry in file.ForExactly(path)) Set(entries, entry);
            foreach (var (key, entry) in entries)
            {
                if (!found.TryGetValue(key, out var other) || other.Level < file.GlobalLevel) found[key] = (entry, file.GlobalLevel);
                else if (other.Level == file.GlobalLevel && other.Entry?.Value != entry.Value) found[key] = (null, file.GlobalLevel);
            }
        }

        return found.Where(pair => pair.Value.Entry is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Entry!, StringComparer.Ordinal);
    }

    // "unset" takes a setting back, as the specification has it.
    private static void Set(Dictionary<string, ConfigEntry> entries, ConfigEntry entry)
    {
        if (entry.Value.Equals("unset", StringComparison.OrdinalIgnoreCase)) entries.Remove(entry.Key);
        else entries[entry.Key] = entry;
    }

    private Chain Find(string folder) => _chains.GetOrAdd(folder, _ =>
    {
        var editorConfigs = new List<EditorConfigFile>();
        var globalConfigs = new List<EditorConfigFile>();
        var isRoot = false;
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Read(Path.Combine(at, ".globalconfig")) is { } global) globalConfigs.Add(global);
            if (isRoot || Read(Path.Combine(at, ".editorconfig")) is not { } own) continue;
            isRoot = own.IsRoot;
            if (own.IsGlobal) globalConfigs.Add(own);
            else editorConfigs.Add(own);
        }

        // What is nearer to the file counts more.
        editorConfigs.Reverse();
        return new(editorConfigs, globalConfigs);
    });

    private EditorConfigFile? Read(string path) => _files.GetOrAdd(path, static path =>
    {
        try
        {
            return File.Exists(path) ? EditorConfigFile.Parse(path, File.ReadAllText(path)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LockstepException(ToolkitCode.Configuration, $"Cannot read {path}: {failure.Message}", ExitCode.Usage, failure) { Next = "Check who may read it." };
        }
    });

    private sealed record Chain(IReadOnlyList<EditorConfigFile> EditorConfigs, IReadOnlyList<EditorConfigFile> GlobalConfigs);
}

/// <summary>What configuration says about one file.</summary>
/// <param name="Own">From .editorconfig files.</param>
/// <param name="Global">From .globalconfig files.</param>
internal sealed record FileConfig(IReadOnlyDictionary<string, ConfigEntry> Own, IReadOnlyDictionary<string, ConfigEntry> Global)
{
    /// <summary>The setting that counts: the file's own configuration wins over the global one. Null if neither has it.</summary>
    /// <param name="key">Its name, in lower case.</param>
    public ConfigEntry? Find(string key) => Own.TryGetValue(key, out var own) || Global.TryGetValue(key, out own) ? own : null;

    /// <summary>All settings that count.</summary>
    public IEnumerable<ConfigEntry> All => Own.Values.Concat(Global.Values.Where(entry => !Own.ContainsKey(entry.Key)));
}
