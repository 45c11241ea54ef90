namespace Lockstep.Benchmarks.Projects;

/// <summary>The temporary folder of the generated projects, apart from the repository so that its build settings don't reach them.</summary>
internal sealed class SourceFolder : IDisposable
{
    private readonly bool _keep;

    public SourceFolder(BenchmarkOptions options)
    {
        _keep = options.Keep;
        // The server may run as another user than we do; it needs nothing in here, so the folder is private.
        Path = Directory.CreateTempSubdirectory("lockstep-benchmarks-").FullName;
        const string ReadyToRun = "<PublishReadyToRun>true</PublishReadyToRun><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>";
        var build = options.Build switch
        {
            ProgramBuild.ReadyToRun => ReadyToRun + "<SelfContained>false</SelfContained>",
            ProgramBuild.Bundle => ReadyToRun + "<PublishReadyToRunComposite>true</PublishReadyToRunComposite><SelfContained>true</SelfContained>",
            _ => "",
        };
        // One set of build settings for all programs.
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <AssemblyName>App</AssemblyName>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
                <!-- As Lockstep's own host has it: programs that end soon gain nothing from being measured for better code. -->
                <TieredPGO>false</TieredPGO>
                {build}
              </PropertyGroup>
            </Project>
            """);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Writes a file, and the folders above it where they are missing.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <param name="text">What goes in.</param>
    /// <returns>The whole path.</returns>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_keep) Console.WriteLine("projects      " + Path);
        else Directory.Delete(Path, recursive: true);
    }
}
