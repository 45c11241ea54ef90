using System.CommandLine;
using Lockstep;
using Lockstep.Host;
using Lockstep.Hosting;

// The lockstep command: as LockstepHost in a program of the user's own, with the migrations taken from an assembly that is named.
var assembly = new Option<string?>("--assembly", "-a")
{
    Description = "The assembly (.dll) with the migrations.",
    HelpName = "path",
    Recursive = true,
};
using var export = TelemetryExport.IsWanted(Environment.GetEnvironmentVariable) ? TelemetryExport.Start() : null;
return await LockstepHost.RunAsync(
    args,
    (arguments, _) => RegistryLoader.Load(arguments.GetValue(assembly) ?? throw new LockstepException(
        ToolkitCode.Assembly, "No assembly with migrations is named.", ExitCode.Usage)
    {
        Next = "Add --assembly bin/Debug/net10.0/YourProject.dll.",
    }),
    [assembly]);
