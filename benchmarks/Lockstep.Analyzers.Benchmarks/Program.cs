using System.CommandLine;
using System.Globalization;
using Lockstep.Analyzers.Benchmarks;

var migrations = new Option<int>("--migrations") { Description = "How many migrations the project has.", DefaultValueFactory = _ => 1_000 };
var rounds = new Option<int>("--rounds") { Description = "How many rounds are measured.", DefaultValueFactory = _ => 5 };
var root = new RootCommand("What Lockstep's analyzers add to the time of compiling a project.") { migrations, rounds };
root.SetAction(async (arguments, cancellationToken) =>
{
    var folder = Path.Combine(Path.GetTempPath(), "lockstep-analyzers-" + Guid.NewGuid().ToString("N"));
    try
    {
        var project = GeneratedProject.Write(folder, Math.Max(1, arguments.GetValue(migrations)));
        await Build.RestoreAsync(project, cancellationToken);
        await MeasureAsync(project, isShared: false, "The compiler starts for the build", arguments.GetValue(rounds), cancellationToken);
        await MeasureAsync(project, isShared: true, "The compiler goes on from build to build, and one migration was edited", arguments.GetValue(rounds), cancellationToken);
        return 0;
    }
    catch (InvalidOperationException e)
    {
        await Console.Error.WriteLineAsync("error: " + e.Message);
        return 1;
    }
    finally
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
});
return await root.Parse(args).InvokeAsync();

static async Task MeasureAsync(GeneratedProject project, bool isShared, string title, int rounds, CancellationToken cancellationToken)
{
    var (without, with, reported) = (new List<double>(), new List<double>(), new List<double>());
    // Round 0 warms up: the disk's cache, and a server's code.
    for (var round = 0; round <= rounds; round++)
    {
        project.Edit(1, round);
        var plain = await Build.RunAsync(project, withLockstep: false, isShared, cancellationToken);
        var analyzed = await Build.RunAsync(project, withLockstep: true, isShared, cancellationToken);
        if (round == 0) continue;
        without.Add(plain.Compile.TotalMilliseconds);
        with.Add(analyzed.Compile.TotalMilliseconds);
        reported.Add(analyzed.Analyzers.TotalMilliseconds);
    }

    var (before, after) = (Median(without), Median(with));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
        {title} ({rounds} rounds, medians)
          compile without Lockstep  {before,7:0} ms
          compile with Lockstep     {after,7:0} ms   {after / before:0.00} times
          reported for analyzers    {Median(reported),7:0} ms   over all threads

        """));
}

static double Median(List<double> values)
{
    values.Sort();
    return values.Count == 0 ? 0 : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
}
