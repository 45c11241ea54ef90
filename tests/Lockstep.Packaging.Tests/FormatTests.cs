namespace Lockstep.Packaging.Tests;

/// <summary><c>dotnet format</c> applies the fixes as an editor does.</summary>
public sealed class FormatTests(PackageFixture package)
{
    [Fact]
    public async Task Format_writes_the_safe_form_and_the_migration_that_follows()
    {
        using var user = new UserProject(package);
        user.Write("Migrations/0001_CreateShop.cs", UserProject.Migration(
            1, "Create shop", "Create.Table(\"users\").WithColumn(\"id\", BigInt).PrimaryKey(); Create.Table(\"orders\").WithColumn(\"user_id\", BigInt);", "Drop.Table(\"orders\"); Drop.Table(\"users\");"));
        user.Write("Migrations/0002_LinkOrders.cs", UserProject.Migration(
            2, "Link orders", "Alter.Table(\"orders\").AddForeignKey(\"orders_user\", \"user_id\", \"users\", \"id\");", "Alter.Table(\"orders\").DropConstraint(\"orders_user\");"));

        var projectFile = Path.Combine(user.Directory, "Shop.csproj");
        var before = await File.ReadAllTextAsync(projectFile, TestContext.Current.CancellationToken);
        var result = await user.RunAsync(["format", "analyzers", "Shop.csproj", "--diagnostics", "LS2020"]);
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains(".AddForeignKey(\"orders_user\", \"user_id\", \"users\", \"id\").NotValid();", Read("0002_LinkOrders.cs"), StringComparison.Ordinal);
        Assert.Contains("Alter.Table(\"orders\").ValidateConstraint(\"orders_user\");", Read("0003_ValidateOrdersUser.cs"), StringComparison.Ordinal);

        // dotnet format names new files in the project file, which has them already; docs/fixes.md says to take that back.
        await File.WriteAllTextAsync(projectFile, before, TestContext.Current.CancellationToken);
        // The build proves what was written: up, down and up again.
        var built = await user.BuildAsync();
        Assert.True(built.ExitCode == 0, built.Output);
        built.LineWith("proved      3 migrations on PostgreSQL");

        string Read(string file)
        {
            var path = Path.Combine(user.Directory, "Migrations", file);
            Assert.True(File.Exists(path), file + " is missing; there are " + string.Join(", ", Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName)) + "\n" + result.Output);
            return File.ReadAllText(path);
        }
    }
}
