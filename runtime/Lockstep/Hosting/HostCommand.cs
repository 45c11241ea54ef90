using System.Reflection;

namespace Lockstep.Hosting;

/// <summary>How the program that runs now is started again: for messages that name a command.</summary>
internal static class HostCommand
{
    /// <summary>A command line to paste, up to the command's name.</summary>
    public static string Text { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" && Assembly.GetEntryAssembly()?.Location is { Length: > 0 } entry
            ? $"dotnet \"{entry}\""
            : $"\"{Environment.ProcessPath ?? "lockstep"}\"";
}
