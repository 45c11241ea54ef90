extern alias runtime;

using Microsoft.CodeAnalysis;

namespace Lockstep.Generator.Tests.SqlFiles;

public sealed class SqlRegistryTests
{
    private const string Class = """
        using Lockstep;
        namespace Shop;
        [Migration(2, "Index users")]
        public sealed class IndexUsers : Migration
        {
            public override void Up() => Create.Index("ix").On("users", "id").Concurrently();
            public override void Down() => Drop.Index("ix").Concurrently();
        }
        """;

    private static readonly SqlText CreateUsers = new("migrations/0001_create_users.sql", "-- up\r\nCREATE TABLE users (\r\n    id bigint);\r\n-- down\r\nDROP TABLE users;\r\n");

    private static readonly SqlText AddEmail = new("migrations/0003_add_email.sql", "-- name: Add \"email\"\n-- ticket: OPS-142\n-- single-transaction\nALTER TABLE users ADD email text DEFAULT '\\ é';");

    [Fact]
    public void Sql_files_take_their_places_among_the_classes() => Snapshot.Match(
        Project.Generate([Project.File(Class)], [AddEmail, CreateUsers, new("readme.sql", "SELECT 1", isMigration: false)])!,
        "SqlRegistryTests.Sql_files_take_their_places_among_the_classes.cs.txt");

    [Fact]
    public void A_project_may_have_sql_files_only()
    {
        var generated = Project.Generate([Project.File("class Program;")], [CreateUsers]);
        Assert.Contains("=> Sql0(),", generated, StringComparison.Ordinal);
    }

    [Fact]
    public void One_version_in_two_places_is_in_the_order_of_class_and_path() => Assert.Equal(
        ["migrations/0002_a.sql", "migrations/0002_b.sql", null],
        Project.Spec(Project.RunSql(Project.Of(Class), [[new("migrations/0002_b.sql", ""), new("migrations/0002_a.sql", "")]]))
            .Migrations.Select(migration => migration.Sql?.Path));

    [Theory]
    [InlineData("add.sql", "SELECT 1")]
    [InlineData("0001_add.sql", "-- down\nSELECT 1")]
    [InlineData("0001_add.sql", "SELECT '")]
    public void A_file_that_the_analyzer_rejects_is_left_out(string path, string text) =>
        Assert.Empty(Project.Spec([new(path, text)]).Migrations);

    [Fact]
    public void A_file_becomes_a_migration_beside_the_classes()
    {
        Project.Driver()
            .AddAdditionalTexts([CreateUsers, AddEmail])
            .WithUpdatedAnalyzerConfigOptions(new SqlOptions())
            .RunGeneratorsAndUpdateCompilation(Project.Of(Class), out var after, out _, TestContext.Current.CancellationToken);
        using var image = new MemoryStream();
        Assert.True(after.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var registry = (runtime::Lockstep.MigrationRegistry)Activator.CreateInstance(
            System.Reflection.Assembly.Load(image.ToArray()).GetType("Lockstep.Generated.GeneratedMigrationRegistry")!)!;

        Assert.Equal(["create users", "Index users", "Add \"email\""], registry.Migrations.Select(migration => migration.Name));
        Assert.All(
            registry.Migrations,
            migration => Assert.Equal(migration.Version != 2, migration.Create() is runtime::Lockstep.SqlFileMigration));
        Assert.Equal(("OPS-142", true), (registry.Migrations[2].Ticket, registry.Migrations[2].SingleTransaction));
    }

    [Fact]
    public void An_edit_of_one_file_reads_that_file_alone()
    {
        var run = Project.RunSql(
            Project.Of(Class),
            [CreateUsers, AddEmail],
            [CreateUsers, new("migrations/0003_add_email.sql", "ALTER TABLE users ADD email text;")]);

        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(run, MigrationRegistryGenerator.Steps.Parse));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            Reasons(run, MigrationRegistryGenerator.Steps.ParseSql).Order());
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, MigrationRegistryGenerator.Steps.Order));
    }

    [Fact]
    public void A_comment_behind_the_statements_changes_nothing()
    {
        var run = Project.RunSql(
            Project.Of(),
            [CreateUsers],
            [new("migrations/0001_create_users.sql", "-- up\nCREATE TABLE users (\n    id bigint); /* no more */\n-- down\nDROP TABLE users;")]);

        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(run, MigrationRegistryGenerator.Steps.ParseSql));
        Assert.Equal([IncrementalStepRunReason.Cached], run.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason));
    }

    [Fact]
    public void An_additional_file_that_is_no_migration_is_not_even_read()
    {
        var run = Project.RunSql(Project.Of(), [[new("settings.json", "{}", isMigration: false)]]);
        Assert.Empty(Reasons(run, MigrationRegistryGenerator.Steps.ParseSql));
    }

    [Fact]
    public void Fingerprints_are_of_tokens()
    {
        const string Text = "-- up\nSELECT 'a\nb', 1;\n-- down\nSELECT 2;";
        var same = Of(Text);
        Assert.Matches("^[0-9a-f]{64}$", same);
        Assert.Equal(same, Of(Text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(same, Of("-- name: other\n-- ticket: T\n/* here */\n" + Text.Replace(", ", "  ,--x\n", StringComparison.Ordinal)));
        string[] others =
        [
            Of(Text.Replace("'a", "'c", StringComparison.Ordinal)),
            Of(Text.Replace("'a", "' a", StringComparison.Ordinal)),
            Of(Text.Replace("SELECT 2", "SELECT2", StringComparison.Ordinal)),
            Of(Text.Replace("-- down", "", StringComparison.Ordinal)),
            Of("-- single-transaction\n" + Text),
            Of("-- up\n-- down\nSELECT 'a\nb', 1;SELECT 2;"),
        ];
        Assert.Equal(others.Length + 1, others.Append(same).Distinct().Count());

        static string Of(string text) => Project.Spec([new("1_x.sql", text)]).Migrations.Single().Fingerprint;
    }

    [Theory]
    [InlineData("\0\uD800 -- up\n$$ ' \" /*")]
    [InlineData("SELECT '\uD800\0\u2028\\\"{', \"\u0085\", $a$\r$a$;")]
    [InlineData("\uFEFF-- up\n;;;\u2028\u0085")]
    [InlineData("-- name: \"\\\n-- up\nSELECT E'\\', U&'\\+', b'';")]
    public void No_text_breaks_the_generator(string text)
    {
        for (var length = 0; length <= text.Length; length++)
        {
            _ = Project.Generate([], [new("1_\"x\\.sql", text[..length])]);
        }
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult run, string step) =>
        run.TrackedSteps.TryGetValue(step, out var steps) ? steps.SelectMany(step => step.Outputs).Select(output => output.Reason) : [];
}
