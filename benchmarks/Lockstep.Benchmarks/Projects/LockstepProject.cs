using System.Globalization;
using System.Text;

namespace Lockstep.Benchmarks.Projects;

/// <summary>A program with Lockstep migrations.</summary>
internal static class LockstepProject
{
    /// <summary>Writes it.</summary>
    /// <returns>The project file.</returns>
    public static string Write(SourceFolder folder, int migrations)
    {
        folder.Write("lockstep/Program.cs", """
            return await Lockstep.Hosting.LockstepHost.RunAsync(args, Lockstep.Generated.GeneratedMigrationRegistry.Instance);
            """);
        folder.Write("lockstep/Migrations.cs", Migrations(migrations));
        return folder.Write("lockstep/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="{Repository.Root}/runtime/Lockstep/Lockstep.csproj" />
                <ProjectReference Include="{Repository.Root}/generator/Lockstep.Generator/Lockstep.Generator.csproj"
                                  OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
    }

    private static string Migrations(int count)
    {
        var source = new StringBuilder("using Lockstep;\n\nnamespace Sample;\n");
        for (var version = 1; version <= count; version++)
        {
            var table = SampleTable.Name(version);
            source.Append(CultureInfo.InvariantCulture, $$"""

                [Migration({{version}}, "Create {{table}}")]
                public sealed class Create{{version}} : Migration
                {
                    public override void Up()
                    {
                        Create.Table("{{table}}")
                            .WithColumn("id", BigInt).NotNull().PrimaryKey()
                            .WithColumn("name", Text).NotNull()
                            .WithColumn("amount", Numeric(12, 2))
                            .WithColumn("is_active", Boolean).NotNull()
                            .WithColumn("created_at", TimestampTz).NotNull();
                        Create.Index("{{SampleTable.Index(version)}}").On("{{table}}", "name");
                    }

                    public override void Down() => Drop.Table("{{table}}");
                }

                """);
        }

        return source.ToString();
    }
}
