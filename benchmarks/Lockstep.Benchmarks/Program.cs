using System.CommandLine;
using Lockstep.Benchmarks;
using Lockstep.Embedded;

var migrations = Count("--migrations", "How many migrations are applied.", 1_000);
var rounds = Count("--rounds", "How many rounds are measured.", 5);
var warmUps = Count("--warm-up", "How many rounds go before, unmeasured.", 1);
var readyToRun = new Option<bool>("--r2r") { Description = "Build both programs with ReadyToRun." };
var bundle = new Option<bool>("--bundle") { Description = "Build both programs self-contained, compiled ahead of time together with .NET." };
var keep = new Option<bool>("--keep") { Description = "Keep the generated projects." };
var root = new RootCommand("Compares Lockstep with EF Core and psql on an embedded PostgreSQL with durability on.")
{
    migrations, rounds, warmUps, readyToRun, bundle, keep,
};
root.SetAction(async (arguments, cancellationToken) =>
{
    var options = new BenchmarkOptions(
        arguments.GetValue(migrations),
        arguments.GetValue(rounds),
        arguments.GetValue(warmUps),
        arguments.GetValue(bundle) ? ProgramBuild.Bundle : arguments.GetValue(readyToRun) ? ProgramBuild.ReadyToRun : ProgramBuild.JustInTime,
        arguments.GetValue(keep));
    try
    {
        await Benchmark.RunAsync(options, cancellationToken);
        return 0;
    }
    catch (Exception e) when (e is BenchmarkException or EmbeddedPostgresException)
    {
        await Console.Error.WriteLineAsync("error: " + e.Message);
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();

static Option<int> Count(string name, string description, int byDefault)
{
    var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
    option.Validators.Add(result =>
    {
        var least = name == "--warm-up" ? 0 : 1;
        if (result.GetValueOrDefault<int>() < least) result.AddError($"{name} wants a number of at least {least}.");
    });
    return option;
}
