namespace Lockstep.Linting;

/// <summary>The servers whose behaviour is known.</summary>
internal static class PostgresVersions
{
    /// <summary>The oldest major version.</summary>
    public const int Oldest = 13;

    /// <summary>The newest major version.</summary>
    public const int Newest = 18;

    /// <summary>All of them, for messages.</summary>
    public static string Words => $"{Oldest} to {Newest}";

    /// <summary>Whether it is one of them.</summary>
    public static bool IsKnown(int version) => version is >= Oldest and <= Newest;
}
