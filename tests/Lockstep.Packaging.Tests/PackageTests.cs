using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Lockstep.Packaging.Tests;

/// <summary>What is in the package.</summary>
public sealed class PackageTests(PackageFixture package)
{
    [Fact]
    public void The_package_holds_these_files_and_no_others()
    {
        using var zip = ZipFile.OpenRead(package.File);
        var files = zip.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal);
        var ready = string.Join('\n', PackageFixture.Systems.Select(system => $"ready/{system}/Lockstep.Analyzers.dll\nready/{system}/Lockstep.Generator.dll"));
        Assert.Equal(
            $"""
            Lockstep.nuspec
            README.md
            analyzers/dotnet/cs/Lockstep.Analyzers.dll
            analyzers/dotnet/cs/Lockstep.CodeFixes.dll
            analyzers/dotnet/cs/Lockstep.Generator.dll
            buildTransitive/Lockstep.props
            buildTransitive/Lockstep.targets
            lib/net10.0/Lockstep.Model.dll
            lib/net10.0/Lockstep.Model.xml
            lib/net10.0/Lockstep.dll
            lib/net10.0/Lockstep.xml
            {ready}
            tasks/netstandard2.0/Lockstep.MSBuild.dll
            tools/net10.0/Lockstep.Host.deps.json
            tools/net10.0/Lockstep.Host.dll
            tools/net10.0/Lockstep.Host.runtimeconfig.json
            tools/net10.0/Lockstep.Model.dll
            tools/net10.0/Lockstep.dll
            tools/net10.0/Microsoft.Extensions.DependencyInjection.Abstractions.dll
            tools/net10.0/Microsoft.Extensions.Logging.Abstractions.dll
            tools/net10.0/Npgsql.dll
            tools/net10.0/Polly.Core.dll
            tools/net10.0/Spectre.Console.dll
            tools/net10.0/System.CommandLine.dll
            """.ReplaceLineEndings("\n"),
            string.Join('\n', files));
    }

    [Fact]
    public void What_is_compiled_ahead_of_time_is_the_same_assembly_with_native_code()
    {
        using var zip = ZipFile.OpenRead(package.File);
        foreach (var system in PackageFixture.Systems)
        {
            foreach (var name in new[] { "Lockstep.Analyzers.dll", "Lockstep.Generator.dll" })
            {
                var (plain, ready) = (Read(zip, "analyzers/dotnet/cs/" + name), Read(zip, $"ready/{system}/{name}"));
                Assert.Equal(plain.Id, ready.Id);
                Assert.False(plain.HasNativeCode);
                Assert.True(ready.HasNativeCode);
            }
        }
    }

    private static (Guid Id, bool HasNativeCode) Read(ZipArchive zip, string name)
    {
        var content = new MemoryStream();
        using (var stream = zip.GetEntry(name)!.Open()) stream.CopyTo(content);
        content.Position = 0;
        using var reader = new PEReader(content);
        var metadata = reader.GetMetadataReader();
        return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Fact]
    public void The_package_depends_on_what_the_runtime_references()
    {
        using var zip = ZipFile.OpenRead(package.File);
        using var nuspec = zip.GetEntry("Lockstep.nuspec")!.Open();
        var dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);
        var references = XDocument.Load(Path.Combine(PackageFixture.RepositoryRoot, "runtime", "Lockstep", "Lockstep.csproj"))
            .Descendants("PackageReference").Select(element => element.Attribute("Include")!.Value);
        Assert.Equal(references.Order(), dependencies.Order());
    }
}
