namespace Lockstep.Generator.Tests;

public sealed class FingerprintTests
{
    private const string Source = """"
        using Lockstep;
        [Migration(1, "m")]
        public partial class M : Migration
        {
            public override void Up()
            {
                Execute.Sql("""
                    SELECT 1;
                    SELECT 2;
                    """);
            }
        }
        """";

    [Fact]
    public void It_is_a_sha_256_in_lower_case() => Assert.Matches("^[0-9a-f]{64}$", Of(Source));

    [Fact]
    public void Comments_layout_and_line_ends_do_not_matter()
    {
        var lf = Source.ReplaceLineEndings("\n");
        Assert.Equal(Of(lf), Of(lf.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(Of(lf), Of(lf.Replace("public override", "/// <summary>Doc.</summary>\n  public   override // why\n", StringComparison.Ordinal)));
        Assert.Equal(Of(lf), Of("namespace Elsewhere;\n" + lf.Replace("using Lockstep;", "using global::Lockstep;", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SELECT 2", "SELECT 3")]
    [InlineData("SELECT 2", "SELECT  2")]
    [InlineData("(1, \"m\")", "(1, \"n\")")]
    [InlineData("public override", "public sealed override")]
    public void Code_matters(string before, string after)
    {
        var changed = Source.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(Source, changed);
        Assert.NotEqual(Of(Source), Of(changed));
    }

    [Fact]
    public void Tokens_do_not_run_together() =>
        Assert.NotEqual(Of(Source.Replace("{\n", "{ int ab, c;\n", StringComparison.Ordinal)), Of(Source.Replace("{\n", "{ int a, bc;\n", StringComparison.Ordinal)));

    [Fact]
    public void All_parts_of_a_class_count_and_their_order_does_not()
    {
        const string Part = "partial class M { public override void Down() => Execute.Sql(\"SELECT 1\"); }";
        var first = Of(Source, Part);
        var second = Project.Spec(Project.Of(Project.File(Part, "a.cs"), Project.File(Source, "b.cs"))).Migrations[0].Fingerprint;

        Assert.Equal(first, second);
        Assert.NotEqual(Of(Source), first);
        Assert.NotEqual(Of(Source, Part.Replace("SELECT 1", "SELECT 2", StringComparison.Ordinal)), first);
    }

    private static string Of(params string[] files) =>
        Project.Spec(Project.Of([.. files.Select((file, at) => Project.File(file, at + ".cs"))])).Migrations.Single().Fingerprint;
}
