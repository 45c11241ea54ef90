using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Review;

/// <summary>The settings that a script has set so far. Nothing changes it; <see cref="After"/> gives a new one.</summary>
internal sealed class SessionSettings
{
    private readonly Dictionary<string, string> _session;
    private readonly Dictionary<string, string> _local;

    private SessionSettings(Dictionary<string, string> session, Dictionary<string, string> local)
    {
        _session = session;
        _local = local;
        Current = local.Count == 0 ? session : Merge(session, local);
    }

    /// <summary>Nothing yet.</summary>
    public static SessionSettings None { get; } = new([], []);

    /// <summary>What holds now.</summary>
    public IReadOnlyDictionary<string, string> Current { get; }

    /// <summary>The same after one more operation.</summary>
    public SessionSettings After(Operation operation) => operation switch
    {
        SetSetting { Local: true } set => new(_session, new(_local) { [set.Name] = set.Value }),
        SetSetting set => new(new(_session) { [set.Name] = set.Value }, Without(_local, set.Name)),
        ResetSetting { Name: { } name } => new(Without(_session, name), Without(_local, name)),
        ResetSetting or Discard { Target: "ALL" } => None,
        Query when SettingChange.Of(operation) is { } set => After(set),
        _ => this,
    };

    /// <summary>The same after the transaction, with which local settings end.</summary>
    public SessionSettings AfterTransaction() => _local.Count == 0 ? this : new(_session, []);

    private static Dictionary<string, string> Merge(Dictionary<string, string> session, Dictionary<string, string> local)
    {
        var merged = new Dictionary<string, string>(session);
        foreach (var setting in local) merged[setting.Key] = setting.Value;
        return merged;
    }

    private static Dictionary<string, string> Without(Dictionary<string, string> settings, string name)
    {
        if (!settings.ContainsKey(name)) return settings;
        var rest = new Dictionary<string, string>(settings);
        rest.Remove(name);
        return rest;
    }
}
