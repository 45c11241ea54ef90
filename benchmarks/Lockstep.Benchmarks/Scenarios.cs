using System.Globalization;

namespace Lockstep.Benchmarks;

/// <summary>The titles of what is measured; they sort in the order of the table.</summary>
internal static class Scenarios
{
    /// <summary>C.</summary>
    public const string Start = "C  status, from process start to end";

    /// <summary>A.</summary>
    public static string Apply(int migrations) =>
        string.Create(CultureInfo.InvariantCulture, $"A  apply {migrations} migrations, a commit each, process start included");

    /// <summary>B.</summary>
    public static string NoOp(int migrations) =>
        string.Create(CultureInfo.InvariantCulture, $"B  run again with all {migrations} applied");
}
