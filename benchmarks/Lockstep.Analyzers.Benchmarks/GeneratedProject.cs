using System.Globalization;
using System.Reflection;

namespace Lockstep.Analyzers.Benchmarks;

/// <summary>A project of many migrations: five for each table, which make it, widen it, index it, constrain and fill it, and put a view on it.</summary>
internal sealed class GeneratedProject
{
    private const int StepsPerTable = 5;

    private static readonly string[] s_up =
    [
        """Create.Table("{0}").WithColumn("id", BigInt).Identity().PrimaryKey().WithColumn("name", Text).NotNull();""",
        """
        Alter.Table("{0}").AddColumn("email", Text);
                Alter.Table("{0}").AddColumn("created_at", TimestampTz);
        """,
        """Create.Index("ix_{0}_email").On("{0}", "lower(email)").Concurrently();""",
        """Execute.Sql("ALTER TABLE {0} ADD CONSTRAINT {0}_ck CHECK (length(name) < 100) NOT VALID; UPDATE {0} SET name = 'x' WHERE id < 10");""",
        """
        Alter.Table("{0}").AddColumn("n", Integer);
                Execute.Sql("CREATE VIEW v_{0} AS SELECT id, name, email FROM {0} WHERE email IS NOT NULL");
        """,
    ];

    private static readonly string[] s_down =
    [
        """Drop.Table("{0}");""",
        """
        Alter.Table("{0}").DropColumn("email");
                Alter.Table("{0}").DropColumn("created_at");
        """,
        """Drop.Index("ix_{0}_email").Concurrently();""",
        """Execute.Sql("ALTER TABLE {0} DROP CONSTRAINT {0}_ck");""",
        """
        Execute.Sql("DROP VIEW v_{0}");
                Alter.Table("{0}").DropColumn("n");
        """,
    ];

    private GeneratedProject(string folder) => Folder = folder;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The project file.</summary>
    public string File => Path.Combine(Folder, "Generated.csproj");

    /// <summary>Writes a project.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="migrations">How many migrations.</param>
    public static GeneratedProject Write(string folder, int migrations)
    {
        var project = new GeneratedProject(folder);
        Directory.CreateDirectory(folder);
        // What stands in folders above must not reach the project.
        System.IO.File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        System.IO.File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        System.IO.File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        System.IO.File.WriteAllText(project.File, ProjectText());
        for (var number = 1; number <= migrations; number++) System.IO.File.WriteAllText(project.FileOf(number), ClassText(number, "Migration " + number));
        return project;
    }

    /// <summary>Changes a file, as an edit between two builds does.</summary>
    public void Edit(int number, int edit) => System.IO.File.WriteAllText(FileOf(number), ClassText(number, "Edited " + edit));

    private string FileOf(int number) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"M{number:0000}.cs"));

    private static string ProjectText()
    {
        var runtime = typeof(Migration).Assembly.Location;
        var model = typeof(Lockstep.Model.Operations.Operation).Assembly.Location;
        var analyzers = typeof(GeneratedProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(it => it.Key == "Analyzers").Value;
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{runtime}" />
                <Reference Include="{model}" />
                <Analyzer Include="{analyzers}" Condition="'$(WithLockstep)' == 'true'" />
              </ItemGroup>
            </Project>
            """;
    }

    private static string ClassText(int number, string description)
    {
        var table = "t" + ((number - 1) / StepsPerTable).ToString(CultureInfo.InvariantCulture);
        var step = (number - 1) % StepsPerTable;
        return $$"""
            using Lockstep;

            namespace Generated;

            /// <summary>{{description}}.</summary>
            [Migration({{number}}, "{{description}}")]
            public sealed class M{{number}} : Migration
            {
                public override void Up()
                {
                    {{string.Format(CultureInfo.InvariantCulture, s_up[step], table)}}
                }

                public override void Down()
                {
                    {{string.Format(CultureInfo.InvariantCulture, s_down[step], table)}}
                }
            }

            """;
    }
}
