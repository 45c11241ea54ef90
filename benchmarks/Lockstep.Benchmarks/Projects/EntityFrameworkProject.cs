using System.Globalization;
using System.Text;

namespace Lockstep.Benchmarks.Projects;

/// <summary>A program with EF Core migrations that are written by hand, so they carry no model.</summary>
internal static class EntityFrameworkProject
{
    private const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>Writes it.</summary>
    /// <returns>The project file.</returns>
    public static string Write(SourceFolder folder, int migrations)
    {
        folder.Write("efcore/Program.cs", """
            using Microsoft.EntityFrameworkCore;
            using Sample;

            using var context = new SampleContext(args[0]);
            context.Database.Migrate();
            """);
        folder.Write("efcore/SampleContext.cs", """
            using Microsoft.EntityFrameworkCore;

            namespace Sample;

            public sealed class SampleContext(string connection) : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);
            }
            """);
        folder.Write("efcore/Migrations.cs", Migrations(migrations));
        return folder.Write("efcore/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="{Provider}" Version="{Repository.VersionOf(Provider)}" />
              </ItemGroup>
            </Project>
            """);
    }

    private static string Migrations(int count)
    {
        var source = new StringBuilder("""
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            namespace Sample;

            """);
        for (var version = 1; version <= count; version++)
        {
            var table = SampleTable.Name(version);
            source.Append(CultureInfo.InvariantCulture, $$"""

                [DbContext(typeof(SampleContext))]
                [Migration("{{version:00000000000000}}_Create{{version}}")]
                public sealed class Create{{version}} : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "{{table}}",
                            columns: table => new
                            {
                                id = table.Column<long>(type: "bigint", nullable: false),
                                name = table.Column<string>(type: "text", nullable: false),
                                amount = table.Column<decimal>(type: "numeric(12,2)", nullable: true),
                                is_active = table.Column<bool>(type: "boolean", nullable: false),
                                created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                            },
                            constraints: table => table.PrimaryKey("{{table}}_pkey", x => x.id));
                        migrationBuilder.CreateIndex(name: "{{SampleTable.Index(version)}}", table: "{{table}}", column: "name");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "{{table}}");
                }

                """);
        }

        return source.ToString();
    }
}
