namespace Lockstep.Embedded;

/// <summary>Processes that have ended but that nobody has asked for; in a container without an init they stay so for ever.</summary>
internal static class Zombie
{
    /// <summary>Whether a process is one. Only Linux tells.</summary>
    internal static bool Is(int processId)
    {
        try
        {
            return OperatingSystem.IsLinux() && IsStat(File.ReadAllText($"/proc/{processId}/stat"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads <c>id (name) state …</c>; the name may hold blanks and brackets.</summary>
    internal static bool IsStat(string stat)
    {
        var state = stat.LastIndexOf(')') + 2;
        return state < stat.Length && stat[state] is 'Z' or 'X';
    }
}
