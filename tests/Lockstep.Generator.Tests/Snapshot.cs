using System.Runtime.CompilerServices;

namespace Lockstep.Generator.Tests;

/// <summary>Compares a text with the file beside the test. <c>LOCKSTEP_UPDATE=1</c> writes the file instead.</summary>
internal static class Snapshot
{
    public static void Match(string text, string name, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, name);
        if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), name + " is not there: run the test with LOCKSTEP_UPDATE=1 and look at what it writes.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}
