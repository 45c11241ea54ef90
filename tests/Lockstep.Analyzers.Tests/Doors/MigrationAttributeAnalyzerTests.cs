using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Doors;

public sealed class MigrationAttributeAnalyzerTests
{
    [Fact]
    public Task Two_migrations_with_one_version_are_reported_at_both() => Verify.CSharp<MigrationAttributeAnalyzer>(
        """
        using Lockstep;
        namespace Shop;
        [{|LS1003:Migration(1_000, "a")|}] public class A : Migration { public override void Up() { } }
        [Migration(1001, "c")] public class C : Migration { public override void Up() { } }
        """,
        """
        using Lockstep;
        using Renamed = Lockstep.MigrationAttribute;
        static class Versions { public const long Second = 500 * 2; }
        class Outer
        {
            [{|LS1003:Renamed(name: "b", version: Versions.Second)|}] internal partial class B : Migration { public override void Up() { } }
        }
        """);

    [Fact]
    public async Task The_message_names_the_other_class_and_its_file()
    {
        var project = Verify.ProjectOf([
            "namespace Shop; [Lockstep.Migration(1, \"a\")] public class A : Lockstep.Migration { public override void Up() { } }",
            "namespace Shop; [Lockstep.Migration(1, \"b\")] public class B : Lockstep.Migration { public override void Up() { } }",
        ]);
        var findings = await Verify.Findings<MigrationAttributeAnalyzer>(project);
        Assert.Equal(
            [
                "Version 1 is used by 'Shop.B' (Test1.cs) too; give one of them a version of its own",
                "Version 1 is used by 'Shop.A' (Test0.cs) too; give one of them a version of its own",
            ],
            findings.Select(finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_change_in_one_file_is_seen_from_the_other()
    {
        var project = Verify.ProjectOf([
            "[Lockstep.Migration(1, \"a\")] public class A : Lockstep.Migration { public override void Up() { } }",
            "[Lockstep.Migration(2, \"b\")] public class B : Lockstep.Migration { public override void Up() { } }",
        ]);
        Assert.Empty(await Verify.Findings<MigrationAttributeAnalyzer>(project));

        var other = project.Documents.Last();
        var text = (await other.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        var changed = other.WithText(SourceText.From(text.Replace('2', '1'))).Project;
        Assert.Equal(["LS1003", "LS1003"], (await Verify.Findings<MigrationAttributeAnalyzer>(changed)).Select(finding => finding.Id));
    }

    [Fact]
    public Task A_class_of_the_same_attribute_name_from_elsewhere_does_not_count() => Verify.CSharp<MigrationAttributeAnalyzer>(
        "[Lockstep.Migration(1, \"a\")] public class A : Lockstep.Migration { public override void Up() { } }",
        """
        [Other.Migration(1)] public class B { }
        namespace Other { public class MigrationAttribute(long version) : System.Attribute { public long Version => version; } }
        """);

    [Theory]
    [InlineData("public class M { }")]
    [InlineData("public abstract class M : Migration { public override void Up() { } }")]
    [InlineData("public class M<T> : Migration { public override void Up() { } }")]
    [InlineData("file class M : Migration { public override void Up() { } }")]
    [InlineData("public class M : Migration { public M(int number) { } public override void Up() { } }")]
    [InlineData("public class M : Migration { private M() { } public override void Up() { } }")]
    [InlineData("public class M : Migration { public required int Member; public override void Up() { } }")]
    [InlineData("[System.Obsolete(\"gone\", true)] public class M : Migration { public override void Up() { } }")]
    public Task A_class_that_the_registry_could_not_make_is_reported(string type) =>
        Verify.CSharp<MigrationAttributeAnalyzer>("using Lockstep; [{|LS1004:Migration(1, \"m\")|}] " + type);

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public Task A_version_below_one_is_reported(string version) => Verify.CSharp<MigrationAttributeAnalyzer>(
        "using Lockstep; [{|LS1004:Migration(" + version + ", \"m\")|}] public class M : Migration { public override void Up() { } }");

    [Fact]
    public Task A_nested_class_that_is_private_is_reported() => Verify.CSharp<MigrationAttributeAnalyzer>("""
        using Lockstep;
        class Outer { [{|LS1004:Migration(1, "m")|}] private class M : Migration { public override void Up() { } } }
        """);

    [Fact]
    public async Task The_message_says_what_to_do()
    {
        var findings = await Verify.Findings<MigrationAttributeAnalyzer>(Verify.ProjectOf(["[Lockstep.Migration(0, \"m\")] class M;"]));
        Assert.Equal(
            [
                "'M' can't be a migration: it does not derive from Lockstep.Migration; add the base class or take [Migration] away",
                "'M' can't be a migration: its version is 0; use a number above 0, such as the time of writing, 2026_11_21_0900",
            ],
            findings.Select(finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task A_migration_without_the_attribute_is_reported_unless_it_is_abstract_or_said_to_be_safe() => Verify.CSharp<MigrationAttributeAnalyzer>("""
        using Lockstep;
        public class {|LS1005:A|} : Migration { public override void Up() { } }
        public abstract class B : Migration { }
        [SafeBecause("LS1005", "made by a test")] public class C : Migration { public override void Up() { } }
        """);

    [Fact]
    public Task A_reason_that_says_nothing_is_reported() => Verify.CSharp<MigrationAttributeAnalyzer>("""
        using Lockstep;
        [Migration(1, "m"), {|LS9002:SafeBecause("LS2001", " ")|}, SafeBecause("LS3001", "unused")]
        public class M : Migration
        {
            [{|LS9002:SafeBecause("LS2001", "")|}] public override void Up() { }
        }
        """);
}
