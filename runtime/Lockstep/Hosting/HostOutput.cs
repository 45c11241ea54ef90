using System.CommandLine;
using Lockstep.Hosting.Terminal;

namespace Lockstep.Hosting;

/// <summary>Finds out where a command's words go.</summary>
internal static class HostOutput
{
    /// <summary>The output that the arguments, the environment and the terminal ask for.</summary>
    public static IOutput Of(ParseResult arguments, SharedOptions options)
    {
        var to = arguments.InvocationConfiguration;
        var timestamps = arguments.GetValue(options.Timestamps);
        IOutput output = arguments.GetValue(options.Json) ? new JsonOutput(to.Output, timestamps) : Text();
        return Log() is { } path ? new LoggedOutput(output, path) : output;

        string? Log()
        {
            if (!arguments.CommandResult.Command.Options.Contains(options.Log)) return null;
            var named = arguments.GetValue(options.Log) ?? Environment.GetEnvironmentVariable(LoggedOutput.Variable);
            return string.IsNullOrEmpty(named) ? null : named;
        }

        IOutput Text()
        {
            var text = new TextOutput(to.Output, to.Error, timestamps);
            return LiveOutput.IsWanted(Environment.GetEnvironmentVariable) ? new LiveOutput(text) : text;
        }
    }
}
