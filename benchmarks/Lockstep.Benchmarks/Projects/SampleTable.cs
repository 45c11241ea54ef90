using System.Globalization;

namespace Lockstep.Benchmarks.Projects;

/// <summary>What each migration makes: a table of five columns and an index on it. The same for every contestant.</summary>
internal static class SampleTable
{
    /// <summary>The table of a migration, counted from 1.</summary>
    public static string Name(int version) => "t" + version.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The index on that table.</summary>
    public static string Index(int version) => "ix_" + Name(version) + "_name";
}
