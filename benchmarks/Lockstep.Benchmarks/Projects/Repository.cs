using System.Xml.Linq;

namespace Lockstep.Benchmarks.Projects;

/// <summary>The repository that this program was built from.</summary>
internal static class Repository
{
    private const string Packages = "Directory.Packages.props";

    /// <summary>Its folder.</summary>
    /// <exception cref="BenchmarkException">This program was moved out of it.</exception>
    public static string Root { get; } = Find();

    /// <summary>The version of a package that the repository uses, so that the comparison is with the same one.</summary>
    /// <param name="package">The package's id.</param>
    public static string VersionOf(string package) =>
        XDocument.Load(Path.Combine(Root, Packages))
            .Descendants("PackageVersion")
            .FirstOrDefault(element => (string?)element.Attribute("Include") == package)
            ?.Attribute("Version")?.Value
        ?? throw new BenchmarkException($"{Packages} has no version of {package}; add one.");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Packages))) return folder.FullName;
        }

        throw new BenchmarkException(
            $"No {Packages} above {AppContext.BaseDirectory}: the comparison builds Lockstep from source. " +
            "Start it in the repository: dotnet run -c Release --project benchmarks/Lockstep.Benchmarks");
    }
}
