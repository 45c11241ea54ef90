namespace Lockstep.Packaging.Tests;

/// <summary>What <c>dotnet build</c> does for a project that references the package.</summary>
public sealed class BuildTests(PackageFixture package)
{
    private const string CreateUsers = "Create.Table(\"users\").WithColumn(\"id\", BigInt).Identity().PrimaryKey().WithColumn(\"login\", Text).NotNull();";

    [Fact]
    public async Task Build_proves_the_migrations_and_proves_again_only_what_changed()
    {
        using var project = new UserProject(package);
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers, "Drop.Table(\"users\");"));
        project.Write("Other.cs", "namespace Shop; public static class Other { public const int One = 1; }");

        var first = await project.BuildAsync();
        Assert.True(first.ExitCode == 0, first.Output);
        first.LineWith("proved      1 migrations on PostgreSQL");

        var nothingChanged = await project.BuildAsync("-v:n");
        Assert.True(nothingChanged.ExitCode == 0, nothingChanged.Output);
        Assert.Contains("Skipping target \"LockstepProve\"", nothingChanged.Output, StringComparison.Ordinal);
        Assert.Empty(nothingChanged.LinesWith("proved"));

        project.Write("Other.cs", "namespace Shop; public static class Other { public const int Two = 2; }");
        var otherCodeChanged = await project.BuildAsync();
        Assert.True(otherCodeChanged.ExitCode == 0, otherCodeChanged.Output);
        Assert.Empty(otherCodeChanged.LinesWith("Lockstep: "));

        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers.Replace("login", "name", StringComparison.Ordinal), "Drop.Table(\"users\");"));
        var migrationChanged = await project.BuildAsync();
        Assert.True(migrationChanged.ExitCode == 0, migrationChanged.Output);
        migrationChanged.LineWith("proved      1 migrations on PostgreSQL");
    }

    [Fact]
    public async Task A_compiler_that_starts_anew_loads_what_is_compiled_ahead_of_time_and_the_editor_does_not()
    {
        using var project = new UserProject(package, "<LockstepProveOnBuild>false</LockstepProveOnBuild>");
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers, "Execute.Sql(\"SELECT 1\");"));
        var ready = Path.Combine("..", "ready", PackageFixture.System, "Lockstep.Analyzers.dll");
        var plain = Path.Combine("analyzers", "dotnet", "cs", "Lockstep.Analyzers.dll");

        var built = await project.BuildAsync("-v:d");
        Assert.Contains(ready, Compiler(built), StringComparison.Ordinal);
        Assert.DoesNotContain(plain, Compiler(built), StringComparison.Ordinal);
        Assert.NotEmpty(built.LinesWith("error LS1002"));

        foreach (var property in new[] { "-p:LockstepReadyToRun=false", "-p:DesignTimeBuild=true" })
        {
            var other = await project.BuildAsync("-v:d", "-t:Rebuild", property);
            Assert.DoesNotContain(ready, Compiler(other), StringComparison.Ordinal);
            Assert.Contains(plain, Compiler(other), StringComparison.Ordinal);
        }

        static string Compiler(CommandResult result) => string.Join('\n', result.LinesWith("/analyzer:"));
    }

    [Fact]
    public async Task What_the_proof_finds_is_an_error_at_the_migrations_line()
    {
        // The rules see the same before anything runs.
        using var project = new UserProject(package, "<NoWarn>$(NoWarn);LS1002;LS2023;LS4010</NoWarn>");
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers, "Drop.Table(\"users\");"));
        project.Write("AddNote.cs", UserProject.Migration(2, "Add note", "Alter.Table(\"users\").AddColumn(\"note\", Text);", "Execute.Sql(\"SELECT 1\");"));
        project.Write("AddAge.cs", UserProject.Migration(3, "Add age", "Alter.Table(\"users\").AddColumn(\"age\", Integer);", "Alter.Table(\"users\").DropColumn(\"aeg\");"));
        project.Write("Wrong.cs", UserProject.Migration(4, "Wrong", "Execute.Sql(\"ALTER TABLE users ADD CONSTRAINT c CHECK (nope > 0)\");", "Execute.Sql(\"ALTER TABLE users DROP CONSTRAINT c\");"));

        var result = await project.BuildAsync();

        Assert.NotEqual(0, result.ExitCode);
        result.LineWith($"AddNote.cs({project.LineOf("AddNote.cs", "SELECT 1")}): error LS9102: Down of 2 (Add note) does not reverse Up: column public.users.note stays.");
        result.LineWith($"AddAge.cs({project.LineOf("AddAge.cs", "aeg")}): error LS9101: Down of 3 (Add age) fails: column \"aeg\" of relation \"users\" does not exist");
        result.LineWith($"Wrong.cs({project.LineOf("Wrong.cs", "nope")}): error LS9103: Up of 4 (Wrong) fails: column \"nope\" does not exist");

        // An error is told again until it is mended.
        var again = await project.BuildAsync();
        Assert.NotEqual(0, again.ExitCode);
        again.LineWith("error LS9103");
    }

    [Fact]
    public async Task What_the_rules_find_is_an_error_at_its_place()
    {
        using var project = new UserProject(package);
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers, ""));
        project.Write("IndexUsers.cs", UserProject.Migration(2, "Index users", "Create.Index(\"ix_users_login\").On(\"users\", \"login\");", "Drop.Index(\"ix_users_login\");"));
        project.Write("DropLogin.cs", UserProject.Migration(3, "Drop login", "Execute.Sql(\"ALTER TABLE users DROP COLUMN login\");", "Alter.Table(\"users\").AddColumn(\"login\", Text);"));
        project.Write("InTransaction.cs", UserProject.Migration(4, "In transaction", "Execute.Sql(\"BEGIN; CREATE INDEX CONCURRENTLY i ON users (id); COMMIT;\");", "Drop.Index(\"i\").Concurrently();"));
        project.Write("Same.cs", UserProject.Migration(2, "Same version", "Execute.Sql(\"SELECT 1\");", "Execute.Sql(\"SELECT 1\");"));

        var result = await project.BuildAsync();

        Assert.NotEqual(0, result.ExitCode);
        result.LineWith("CreateUsers.cs(7,21): error LS1001: ");
        result.LineWith($"IndexUsers.cs({project.LineOf("IndexUsers.cs", "Create.Index")},9): error LS2001: ");
        result.LineWith($"DropLogin.cs({project.LineOf("DropLogin.cs", "DROP COLUMN")},40): error LS3001: ");
        result.LineWith($"InTransaction.cs({project.LineOf("InTransaction.cs", "BEGIN")},29): error LS4001: ");
        Assert.Equal(2, result.LinesWith("error LS1003: ").Count);
    }

    [Fact]
    public async Task A_project_without_migrations_or_that_opts_out_starts_nothing()
    {
        using var empty = new UserProject(package);
        empty.Write("Other.cs", "namespace Shop; public static class Other { public const int One = 1; }");
        var withoutMigrations = await empty.BuildAsync();
        Assert.True(withoutMigrations.ExitCode == 0, withoutMigrations.Output);
        Assert.Empty(withoutMigrations.LinesWith("Lockstep: "));

        using var project = new UserProject(package, "<LockstepProveOnBuild>false</LockstepProveOnBuild>");
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers, "Drop.Table(\"users\");"));
        var optedOut = await project.BuildAsync();
        Assert.True(optedOut.ExitCode == 0, optedOut.Output);
        Assert.Empty(optedOut.LinesWith("Lockstep: "));
    }

    [Fact]
    public async Task A_deterministic_build_reports_real_paths()
    {
        using var project = new UserProject(package, "<DeterministicSourcePaths>true</DeterministicSourcePaths>");
        project.Write("Directory.Build.targets", """
            <Project><ItemGroup><SourceRoot Include="$(MSBuildProjectDirectory)/" /></ItemGroup></Project>
            """);
        project.Write("Wrong.cs", UserProject.Migration(1, "Wrong", "Execute.Sql(\"CREATE TABLE t (a nope)\");", "Drop.Table(\"t\");"));

        var result = await project.BuildAsync();

        result.LineWith($"{Path.Combine(project.Directory, "Wrong.cs")}({project.LineOf("Wrong.cs", "nope")}): error LS9103: ");
    }

    [Fact]
    public async Task Without_a_PostgreSQL_the_build_says_what_to_do()
    {
        using var project = new UserProject(package);
        project.Write("CreateUsers.cs", UserProject.Migration(1, "Create users", CreateUsers, "Drop.Table(\"users\");"));
        var result = await project.RunAsync(
            ["build", "--nologo", "-nodeReuse:false", "-tl:off"],
            new Dictionary<string, string?> { ["LOCKSTEP_PG_BIN"] = Path.Combine(project.Directory, "nowhere") });

        Assert.NotEqual(0, result.ExitCode);
        var error = result.LineWith("error LS9008: ");
        Assert.Contains("LOCKSTEP_PG_BIN", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }
}
