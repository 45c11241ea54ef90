namespace Lockstep.Model.Effects;

/// <summary>PostgreSQL's own functions, and which of them are volatile.</summary>
internal static partial class BuiltInFunctions
{
    private const int Newest = int.MaxValue;

    private static readonly Lazy<Dictionary<string, NameGroup>> s_byName = new(ByName);

    /// <summary>What a call may do; <see cref="Volatility.Unknown"/> if the version has no function of that name.</summary>
    /// <param name="name">The function's name, without <c>pg_catalog</c>.</param>
    /// <param name="arguments">How many arguments it is called with.</param>
    /// <param name="version">The server's major version.</param>
    public static Volatility Of(string name, int arguments, int version)
    {
        if (!s_byName.Value.TryGetValue(name, out var group) || !group.Has(version)) return Volatility.Unknown;
        // The only name of which one function is volatile and others are not: the one of two arguments runs a query.
        if (name == "ts_rewrite") return arguments == 2 ? Volatility.Volatile : Volatility.NotVolatile;
        return group.Volatile ? Volatility.Volatile : Volatility.NotVolatile;
    }

    /// <summary>All names that a version has, with whether all functions of the name are volatile.</summary>
    /// <param name="version">The major version.</param>
    public static IEnumerable<KeyValuePair<string, bool>> Names(int version) =>
        s_byName.Value.Where(pair => pair.Value.Has(version)).Select(pair => new KeyValuePair<string, bool>(pair.Key, pair.Value.Volatile));

    private static Dictionary<string, NameGroup> ByName() =>
        s_groups.SelectMany(group => group.Split().Select(name => (Name: name, Group: group))).ToDictionary(pair => pair.Name, pair => pair.Group);

    private sealed record NameGroup(int First, int Last, bool Volatile, string Names)
    {
        public bool Has(int version) => version >= First && version <= Last;

        public string[] Split() => Names.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>Whether an expression may give another value each time it is computed in one statement.</summary>
internal enum Volatility
{
    /// <summary>It is immutable or stable: the same throughout the statement.</summary>
    NotVolatile,

    /// <summary>A function in it is not known.</summary>
    Unknown,

    /// <summary>It is volatile.</summary>
    Volatile,
}
