using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Lockstep.Benchmarks.Projects;
using Lockstep.Benchmarks.Running;

namespace Lockstep.Benchmarks;

/// <summary>Builds the contestants once, then lets them take turns, round by round.</summary>
internal static class Benchmark
{
    /// <summary>Measures and prints the table.</summary>
    /// <exception cref="BenchmarkException">A contestant does not build or fails.</exception>
    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var folder = new SourceFolder(options);
        await using var server = await Server.StartAsync(cancellationToken);
        Console.WriteLine($"server        PostgreSQL {server.Version}, durable, on a private socket or 127.0.0.1");
        Console.WriteLine($"machine       {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        var contestants = await BuildAsync(folder, server, options, cancellationToken);
        var empty = await DotnetPublish.RunAsync(EmptyProject.Write(folder), cancellationToken);

        var results = new Results();
        for (var round = 1 - options.WarmUps; round <= options.Rounds; round++)
        {
            var clock = Stopwatch.GetTimestamp();
            var measured = round > 0 ? results : new Results();
            foreach (var contestant in contestants) await RunRoundAsync(server, contestant, options, measured, cancellationToken);
            measured.Add(Scenarios.Start, ".NET, empty program", await MeasuredProcess.RunAsync(empty, cancellationToken));
            var what = round > 0 ? string.Create(CultureInfo.InvariantCulture, $"round {round}/{options.Rounds}") : "warm-up";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-14}{Stopwatch.GetElapsedTime(clock).TotalSeconds:0.0} s"));
        }

        Console.WriteLine();
        results.Write(Console.Out);
    }

    private static string How(ProgramBuild build) => build switch
    {
        ProgramBuild.ReadyToRun => ", ReadyToRun",
        ProgramBuild.Bundle => ", self-contained, ReadyToRun with .NET as one",
        _ => "",
    };

    private static async Task<List<Contestant>> BuildAsync(
        SourceFolder folder, Server server, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"build         {options.Migrations} migrations each, Release{How(options.Build)}"));
        var lockstep = await DotnetPublish.RunAsync(LockstepProject.Write(folder, options.Migrations), cancellationToken);
        var efCore = await DotnetPublish.RunAsync(EntityFrameworkProject.Write(folder, options.Migrations), cancellationToken);
        List<Contestant> contestants =
        [
            new(
                "Lockstep",
                database => [.. lockstep, "migrate", "--connection", server.ConnectionString(database)],
                "SELECT count(*) FROM lockstep.history")
            {
                Status = database => [.. lockstep, "status", "--connection", server.ConnectionString(database)],
            },
            new(
                "EF Core",
                database => [.. efCore, server.ConnectionString(database)],
                """SELECT count(*) FROM "__EFMigrationsHistory" """),
        ];
        foreach (var (name, waitsAtEnd) in (ReadOnlySpan<(string, bool)>)[("psql", false), ("psql, waits at end", true)])
        {
            if (server.Psql(SqlScript.Write(folder, options.Migrations, waitsAtEnd)) is not { } psql)
            {
                Console.WriteLine("psql          not found, so left out; install PostgreSQL's client to have it take part");
                break;
            }

            contestants.Add(new(name, psql, "SELECT count(*) FROM history") { Repeatable = false });
        }

        return contestants;
    }

    private static async Task RunRoundAsync(
        Server server, Contestant contestant, BenchmarkOptions options, Results results, CancellationToken cancellationToken)
    {
        const string Database = "benchmark";
        await server.CreateAsync(Database, cancellationToken);
        var apply = contestant.Apply(Database);
        results.Add(Scenarios.Apply(options.Migrations), contestant.Name, await MeasuredProcess.RunAsync(apply, cancellationToken));
        await server.CheckAsync(Database, contestant, options.Migrations, cancellationToken);
        if (contestant.Repeatable)
        {
            results.Add(Scenarios.NoOp(options.Migrations), contestant.Name, await MeasuredProcess.RunAsync(apply, cancellationToken));
        }

        if (contestant.Status is { } status)
        {
            var measured = await MeasuredProcess.RunAsync(status(Database), cancellationToken);
            results.Add(Scenarios.Start, contestant.Name + " status", measured);
        }

        await server.DropAsync(Database, cancellationToken);
    }
}
