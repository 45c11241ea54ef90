namespace Lockstep.Packaging.Tests;

/// <summary>Migrations that are written as SQL files, in a project that references the package.</summary>
public sealed class SqlFileTests(PackageFixture package)
{
    [Fact]
    public async Task Sql_files_are_proved_with_the_classes_and_again_when_one_changes()
    {
        using var project = new UserProject(package);
        project.Write("migrations/0001_create_users.sql", "-- up\nCREATE TABLE users (id bigint);\n-- down\nDROP TABLE users;\n");
        project.Write("AddEmail.cs", UserProject.Migration(2, "Add email", "Alter.Table(\"users\").AddColumn(\"email\", Text);", "Alter.Table(\"users\").DropColumn(\"email\");"));
        project.Write("migrations/later/0003_index_email.sql", "-- up\nCREATE INDEX CONCURRENTLY ix ON users (email);\n-- down\nDROP INDEX ix;\n");

        var first = await project.BuildAsync();
        Assert.True(first.ExitCode == 0, first.Output);
        first.LineWith("proved      3 migrations on PostgreSQL");

        var nothingChanged = await project.BuildAsync();
        Assert.Empty(nothingChanged.LinesWith("proved"));

        project.Write("migrations/later/0003_index_email.sql", "-- up\r\nCREATE INDEX CONCURRENTLY ix\r\n    ON users (email);\r\n\r\n  SELECT nope;\r\n-- down\r\nDROP INDEX ix;\r\n");
        var changed = await project.BuildAsync();
        Assert.NotEqual(0, changed.ExitCode);
        changed.LineWith(Path.Combine(project.Directory, "migrations", "later", "0003_index_email.sql") + "(5): error LS9103: Up of 3 (index email) fails");
    }

    [Fact]
    public async Task What_the_rules_find_is_an_error_in_the_sql_file()
    {
        using var project = new UserProject(package);
        project.Write("Migrations/0007_drop_email.sql", "-- up\nCREATE TABLE t (a int);\nALTER TABLE users\n    DROP COLUMN email;\n");
        project.Write("Migrations/seed.sql", "SELECT 1;\n");
        project.Write("Same.cs", UserProject.Migration(7, "Same version", "Execute.Sql(\"SELECT 1\");", "Execute.Sql(\"SELECT 1\");"));

        var result = await project.BuildAsync();

        Assert.NotEqual(0, result.ExitCode);
        result.LineWith(Path.Combine(project.Directory, "Migrations", "0007_drop_email.sql") + "(4,5): error LS3001: ");
        result.LineWith("0007_drop_email.sql(1,1): error LS1001: ");
        result.LineWith("0007_drop_email.sql(1,1): error LS1003: Version 7 is used by 'Shop.Sameversion' (Same.cs) too");
        result.LineWith("Same.cs(6,2): error LS1003: Version 7 is used by 'drop email' (Migrations/0007_drop_email.sql) too");
        result.LineWith("seed.sql(1,1): error LS1006: ");
    }

    [Fact]
    public async Task The_project_says_which_files_are_migrations()
    {
        using var project = new UserProject(package, "<LockstepMigrationsFolder>db</LockstepMigrationsFolder><LockstepProveOnBuild>false</LockstepProveOnBuild>");
        project.Write("Directory.Build.props", """
            <Project><ItemGroup><LockstepMigration Include="more/0002_b.sql" /></ItemGroup></Project>
            """);
        project.Write("Directory.Build.targets", """
            <Project>
              <Target Name="Show" AfterTargets="Build">
                <Message Importance="high" Text="migration %(AdditionalFiles.LockstepMigration)." />
                <Message Importance="high" Text="none @(None->WithMetadataValue('Extension', '.sql'))." />
              </Target>
            </Project>
            """);
        project.Write("db/0001_a.sql", "-- up\n-- down\n");
        project.Write("more/0002_b.sql", "-- up\n-- down\n");
        project.Write("Migrations/other.sql", "no SQL at all '");

        var result = await project.BuildAsync();
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(["migration db/0001_a.sql.", "migration more/0002_b.sql."], result.LinesWith("migration ").Order(StringComparer.Ordinal));
        result.LineWith("none Migrations/other.sql.");

        // An editor only evaluates the project.
        var designTime = await project.RunAsync(["msbuild", "-nologo", "-getItem:AdditionalFiles", "-p:DesignTimeBuild=true", "-p:EnableDefaultLockstepMigrationItems=false"]);
        Assert.Contains("more/0002_b.sql", designTime.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0001_a.sql", designTime.Output, StringComparison.Ordinal);
    }
}
