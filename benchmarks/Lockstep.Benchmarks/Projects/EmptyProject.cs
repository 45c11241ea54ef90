namespace Lockstep.Benchmarks.Projects;

/// <summary>A program that does nothing: what starting a process of .NET takes by itself.</summary>
internal static class EmptyProject
{
    /// <summary>Writes it.</summary>
    /// <returns>The project file.</returns>
    public static string Write(SourceFolder folder)
    {
        folder.Write("empty/Program.cs", "return 0;");
        return folder.Write("empty/App.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
    }
}
