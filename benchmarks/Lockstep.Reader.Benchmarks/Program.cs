using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Reader.Benchmarks;

// Reads PostgreSQL's regression files, and lets libpg-query (PostgreSQL's parser as WebAssembly) and squawk (the peer linter) do the same.
//   dotnet run -c Release -- [--corpus DIR] [--node-modules DIR]
// The other two come from npm: in any folder, npm install libpg-query@18.1.5 squawk-cli@2.66.0, then name its node_modules.
var corpus = Option("--corpus") ?? DefaultCorpus();
var modules = Option("--node-modules");
if (!Directory.Exists(corpus))
{
    Console.Error.WriteLine($"There is no folder {corpus}. Name one with .sql files: --corpus DIR.");
    return 2;
}

string[] files = [.. Directory.EnumerateFiles(corpus, "*.sql").Order(StringComparer.Ordinal)];
string[] texts = [.. files.Select(File.ReadAllText)];
if (args.Contains("--once"))
{
    // What a process of our own takes, start and compilation included.
    Console.WriteLine(texts.Sum(text => SqlParser.Parse(text).Pieces.Count));
    return 0;
}

var megabytes = files.Sum(file => new FileInfo(file).Length) / 1e6;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files, {megabytes:F2} MB, {texts.Sum(text => SqlParser.Parse(text).Pieces.Count)} statements"));
var warm = Measure(() => texts.Sum(text => SqlParser.Parse(text).Pieces.Count), rounds: 30);
Report("Lockstep, in a process that runs", warm, warm, megabytes);
var once = Measure(() => Peers.Run(Environment.ProcessPath!, ["--once", "--corpus", corpus]), rounds: 5);
Report("Lockstep, a process of its own", once, warm, megabytes);
if (modules is null)
{
    Console.WriteLine("libpg-query and squawk are left out: name their folder with --node-modules DIR.");
    return 0;
}

Report("libpg-query 18.1.5 (WebAssembly), warm", Peers.LibPgQuery(modules, texts), warm, megabytes);
var squawk = Measure(() => Peers.Run(Path.Combine(modules, ".bin", "squawk"), files), rounds: 3);
Report("squawk 2.66.0, its whole lint", squawk, once, megabytes);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"squawk / Lockstep, process against process: {squawk / once:F1}"));
return squawk >= once ? 0 : 1;

string? Option(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

static string DefaultCorpus([CallerFilePath] string here = "") =>
    Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/corpora/pg_regress"));

// The median, in milliseconds.
static double Measure(Func<int> work, int rounds)
{
    var times = new List<double>();
    for (var i = 0; i < rounds; i++)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    times.Sort();
    return times[rounds / 2];
}

static void Report(string what, double milliseconds, double baseline, double megabytes) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{what,-42} {milliseconds,9:F1} ms  {megabytes * 1000 / milliseconds,7:F1} MB/s  {milliseconds / baseline,7:F1} x"));
