namespace Lockstep;

/// <summary>What this software calls itself.</summary>
internal static class Product
{
    /// <summary>Its version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetName().Version is { } version ? version.ToString(3) : "0.0.0";
}
