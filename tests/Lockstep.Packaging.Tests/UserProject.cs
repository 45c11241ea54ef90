using System.Diagnostics;

namespace Lockstep.Packaging.Tests;

/// <summary>A project as a user has it: in a folder of its own, with nothing but a reference to the package.</summary>
internal sealed class UserProject : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("lockstep-user-").FullName;

    public UserProject(PackageFixture package, string properties = "")
    {
        // Stops the search for such files here, whatever lies above.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("nuget.config", $"""
            <configuration><packageSources><add key="lockstep-test" value="{package.Feed}" /></packageSources></configuration>
            """);
        Write("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Lockstep" Version="{package.Version}" />
              </ItemGroup>
            </Project>
            """);
    }

    public string Directory => _directory;

    public static string Migration(long version, string name, string up, string down) => $$"""
        using Lockstep;

        namespace Shop;

        /// <summary>A migration of the tests.</summary>
        [Migration({{version}}, "{{name}}")]
        public sealed class {{name.Replace(" ", "", StringComparison.Ordinal)}} : Migration
        {
            public override void Up()
            {
                {{up}}
            }

            public override void Down()
            {
                {{down}}
            }
        }

        """;

    /// <summary>The line of a file that holds the text, counted from 1.</summary>
    public int LineOf(string file, string text)
    {
        var lines = File.ReadAllLines(Path.Combine(_directory, file));
        return Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal)) + 1;
    }

    public void Write(string file, string content)
    {
        var path = Path.Combine(_directory, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public Task<CommandResult> BuildAsync(params string[] arguments) => RunAsync(["build", "--nologo", "-nodeReuse:false", "-tl:off", .. arguments]);

    public Task<CommandResult> RunAsync(
        string[] arguments, IReadOnlyDictionary<string, string?>? environment = null, Func<Process, Task>? meanwhile = null) =>
        DotNet.RunAsync(_directory, arguments, environment, meanwhile, TestContext.Current.CancellationToken);

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);
}
