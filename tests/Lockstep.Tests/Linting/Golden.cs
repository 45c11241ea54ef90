using System.Runtime.CompilerServices;

namespace Lockstep.Tests.Linting;

/// <summary>Compares with a file that was looked at by people. <c>LOCKSTEP_UPDATE=1</c> writes it anew; read the difference before you commit it.</summary>
internal static class Golden
{
    internal static void Same(string text, string name, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "golden", name);
        if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1") File.WriteAllText(path, text);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "", text);
    }
}
