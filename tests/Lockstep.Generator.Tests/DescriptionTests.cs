extern alias runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lockstep.Generator.Tests;

/// <summary>What authors say of their migrations.</summary>
public sealed class DescriptionTests
{
    [Theory]
    [InlineData("/// <summary>Users sign in by e-mail from now on.</summary>", "Users sign in by e-mail from now on.")]
    [InlineData("/// <summary>\n/// Users sign in\n///   by <c>email</c>, see <see cref=\"Users\"/>; a &lt; b.\n/// </summary>\n/// <remarks>More.</remarks>", "Users sign in by email , see Users; a < b.")]
    [InlineData("/**\n * <summary>\n * Of another\n * style.\n * </summary>\n */", "Of another style.")]
    [InlineData("// <remark>\n/// <remarks>No summary.</remarks>", null)]
    [InlineData("/// <summary></summary>", null)]
    [InlineData("", null)]
    public void The_summary_of_a_class_whether_or_not_documentation_is_made(string comment, string? description)
    {
        foreach (var mode in (ReadOnlySpan<DocumentationMode>)[DocumentationMode.None, DocumentationMode.Parse])
        {
            var file = CSharpSyntaxTree.ParseText(
                $"using Lockstep;\n\n{comment}\n[Migration(1, \"m\")]\npublic sealed class M : Migration {{ public override void Up() {{ }} }}",
                Project.ParseOptions.WithDocumentationMode(mode),
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(description?.Replace(" ,", ",", StringComparison.Ordinal), Assert.Single(Project.Spec(Project.Of(file)).Migrations).Description);
        }
    }

    [Theory]
    [InlineData("-- name: Add email\n-- Why: users sign in by it.\n-- ticket: OPS-142\n-- single-transaction\n--\n-- lockstep: allow LS2001 because it is small\n-- It's long.\n-- up\nSELECT 1;\n-- Not this.", "Why: users sign in by it. It's long.")]
    [InlineData("-- Up\nSELECT 1;", null)]
    [InlineData("SELECT 1;\n-- Prose.", null)]
    public void The_prose_above_the_statements_of_a_file(string text, string? description) =>
        Assert.Equal(description, Assert.Single(Project.Spec(new SqlText("1_m.sql", text)).Migrations).Description);

    [Fact]
    public void The_registry_tells_them_by_version()
    {
        var files = Project.File("""
            using Lockstep;
            /// <summary>The "first" \ one.</summary>
            [Migration(1, "a")] public sealed class A : Migration { public override void Up() { } }
            [Migration(2, "b")] public sealed class B : Migration { public override void Up() { } }
            /// <summary>The third.</summary>
            [Migration(3, "c")] public sealed class C : Migration { public override void Up() { } }
            """);
        Project.Driver().RunGeneratorsAndUpdateCompilation(Project.Of(files), out var after, out _, TestContext.Current.CancellationToken);
        using var image = new MemoryStream();
        Assert.True(after.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var assembly = System.Reflection.Assembly.Load(image.ToArray());
        var registry = (runtime::Lockstep.MigrationRegistry)Activator.CreateInstance(
            assembly.GetCustomAttributes(inherit: false).OfType<runtime::Lockstep.MigrationRegistryAttribute>().Single().Registry)!;
        Assert.Equal([@"The ""first"" \ one.", null, "The third.", null], ((long[])[1, 2, 3, 4]).Select(registry.Description));
    }

    [Fact]
    public void Of_two_with_one_version_the_registry_tells_one()
    {
        const string Migration = "/// <summary>One.</summary>\n[Lockstep.Migration(7, \"m\")] public sealed class {0} : Lockstep.Migration {{ public override void Up() {{ }} }}\n";
        Assert.NotNull(Project.Generate(Project.File(string.Format(System.Globalization.CultureInfo.InvariantCulture, Migration, "A") + string.Format(System.Globalization.CultureInfo.InvariantCulture, Migration, "B"))));
    }
}
