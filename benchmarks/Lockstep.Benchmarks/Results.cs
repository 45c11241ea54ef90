using System.Globalization;
using Lockstep.Benchmarks.Running;

namespace Lockstep.Benchmarks;

/// <summary>What was measured, by scenario and contestant, in the order of the first measurement.</summary>
internal sealed class Results
{
    private readonly List<(string Scenario, string Contestant, List<Measurement> Runs)> _rows = [];

    /// <summary>Takes note of a run.</summary>
    public void Add(string scenario, string contestant, Measurement measurement)
    {
        var at = _rows.FindIndex(row => row.Scenario == scenario && row.Contestant == contestant);
        if (at < 0)
        {
            _rows.Add((scenario, contestant, [measurement]));
            return;
        }

        _rows[at].Runs.Add(measurement);
    }

    /// <summary>The table: medians, their range, and how many times the first contestant's median each one took.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(Row("", "median", "fastest", "slowest", "ratio", "peak memory"));
        foreach (var scenario in _rows.GroupBy(row => row.Scenario).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine();
            output.WriteLine(scenario.Key);
            double? first = null;
            foreach (var (_, contestant, runs) in scenario)
            {
                var times = runs.ConvertAll(run => run.Elapsed.TotalSeconds);
                var median = Median(times);
                first ??= median;
                var peaks = runs.Where(run => run.PeakBytes is not null).Select(run => run.PeakBytes!.Value / 1048576.0).ToList();
                output.WriteLine(Row(
                    "  " + contestant,
                    Seconds(median),
                    Seconds(times.Min()),
                    Seconds(times.Max()),
                    string.Create(CultureInfo.InvariantCulture, $"{median / first:0.00} x"),
                    peaks.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Median(peaks):0} MB")));
            }
        }
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.000} s");

    private static string Row(string name, params string[] cells) => name.PadRight(22) + string.Concat(cells.Select(cell => cell.PadLeft(12)));
}
