extern alias runtime;

namespace Lockstep.Generator.Tests;

public sealed class EmittedFileTests
{
    [Fact]
    public void Two_migrations_and_their_properties()
    {
        var generated = Project.Generate(Project.File("""
            using Lockstep;

            namespace Shop
            {
                [Migration(2026_11_21_0900, "Add \"users\".email \\ more", Ticket = "OPS-142", SingleTransaction = true)]
                public sealed class AddUserEmail : Migration
                {
                    public override void Up() => Alter.Table("users").AddColumn("email", Text);
                    public override void Down() => Alter.Table("users").DropColumn("email");
                }

                internal static class Older
                {
                    [Migration(1, "Create users")]
                    internal sealed class @class : Migration
                    {
                        public override void Up() => Create.Table("users").WithColumn("id", BigInt).Identity().PrimaryKey();
                        public override void Down() => Drop.Table("users");
                    }
                }
            }
            """));

        Snapshot.Match(generated!, "EmittedFileTests.Two_migrations_and_their_properties.cs.txt");
    }

    [Theory]
    [InlineData("""using Lockstep; [Migration(1, "A"), Checkpoint("users \"complete\"")] public sealed class A : Migration { public override void Up() => Create.Table("a"); }""")]
    public void The_name_of_the_place_behind_a_migration_is_in_the_registry(string source) =>
        Assert.Contains("""all[0] = all[0] with { Checkpoint = "users \"complete\"" };""", Project.Generate(Project.File(source))!, StringComparison.Ordinal);

    [Fact]
    public void A_file_names_the_place_behind_it_too() => Assert.Contains(
        """all[0] = all[0] with { Checkpoint = "users_complete" };""",
        Project.Generate([], [new SqlText("migrations/1_a.sql", "-- checkpoint: users_complete\nSELECT 1")])!,
        StringComparison.Ordinal);

    [Fact]
    public void A_project_without_migrations_gets_no_file() =>
        Assert.Null(Project.Generate(Project.File("public static class Program;")));

    [Fact]
    public void Order_is_by_version_then_by_class_wherever_they_stand()
    {
        var spec = Project.Spec(Project.Of(
            Project.File(Migration(30, "B") + Migration(4, "Last"), "a.cs"),
            Project.File(Migration(30, "A"), "b.cs"),
            Project.File(Migration(200, "Newest") + Migration(1, "First"), "c.cs")));

        Assert.Equal(
            ["global::First", "global::Last", "global::A", "global::B", "global::Newest"],
            spec.Migrations.Select(migration => migration.Type));
    }

    [Fact]
    public void A_hundred_and_one_migrations_are_made_as_what_they_are()
    {
        var files = Project.File(string.Concat(Enumerable.Range(1, 101).Select(number => Migration(number, "M" + number))));
        Project.Driver().RunGeneratorsAndUpdateCompilation(Project.Of(files), out var after, out _, TestContext.Current.CancellationToken);
        using var image = new MemoryStream();
        Assert.True(after.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var assembly = System.Reflection.Assembly.Load(image.ToArray());
        var registry = (runtime::Lockstep.MigrationRegistry)Activator.CreateInstance(
            assembly.GetCustomAttributes(inherit: false).OfType<runtime::Lockstep.MigrationRegistryAttribute>().Single().Registry)!;

        Assert.Equal(Enumerable.Range(1, 101).Select(number => (long)number), registry.Migrations.Select(migration => migration.Version));
        Assert.All(registry.Migrations, migration => Assert.Equal(migration.Name, migration.Create().GetType().Name));
    }

    [Fact]
    public void Arguments_are_taken_by_name_and_may_be_constants()
    {
        var spec = Project.Spec(Project.Of("""
            using Lockstep;
            static class Versions { public const long First = 6 + 1; }
            [Migration(name: "N" + nameof(M), version: Versions.First)]
            class M : Migration { public override void Up() { } }
            """));

        var migration = Assert.Single(spec.Migrations);
        Assert.Equal((7, "NM"), (migration.Version, migration.Name));
    }

    [Theory]
    [InlineData("abstract class", "M : Migration", "")]
    [InlineData("class", "M<T> : Migration", "")]
    [InlineData("file class", "M : Migration", "")]
    [InlineData("class", "M : Migration", "public M(int of) { }")]
    [InlineData("class", "M : Migration", "private M() { }")]
    [InlineData("class", "M : Migration", "public required string Member { get; init; }")]
    public void A_class_that_could_not_be_made_is_left_out(string kind, string head, string member) => Assert.Null(Project.Generate(
        Project.File($$"""
            using Lockstep;
            [Migration(1, "m")]
            {{kind}} {{head}} { public override void Up() { } {{member}} }
            """)));

    [Fact]
    public void A_class_that_derives_from_something_else_is_left_out() => Assert.Null(Project.Generate(Project.File("""
        [Lockstep.Migration(1, "m")]
        class M { }
        """)));

    [Fact]
    public void A_nested_class_that_is_private_is_left_out() => Assert.Null(Project.Generate(Project.File("""
        using Lockstep;
        public class Outer
        {
            [Migration(1, "m")]
            private class M : Migration { public override void Up() { } }
        }
        """)));

    [Fact]
    public void A_version_below_one_is_left_out() => Assert.Null(Project.Generate(Project.File(Migration(0, "M"))));

    [Fact]
    public void An_attribute_of_the_same_name_from_elsewhere_is_not_ours() => Assert.Null(Project.Generate(Project.File("""
        namespace Other { public sealed class MigrationAttribute(long version, string name) : System.Attribute { public object A => version + name; } }
        namespace Shop
        {
            [Other.Migration(1, "m")]
            public class M : Lockstep.Migration { public override void Up() { } }
        }
        """)));

    [Fact]
    public void An_obsolete_migration_compiles_without_a_warning() => Assert.NotNull(Project.Generate(Project.File("""
        using Lockstep;
        [System.Obsolete("replaced")]
        [Migration(1, "m")]
        class M : Migration { public override void Up() { } }
        """)));

    private static string Migration(long version, string type) =>
        $$"""
        [Lockstep.Migration({{version}}, "{{type}}")]
        public class {{type}} : Lockstep.Migration { public override void Up() { } }

        """;
}
