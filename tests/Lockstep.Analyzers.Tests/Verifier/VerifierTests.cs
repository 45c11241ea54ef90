using Lockstep.Analyzers.Doors.Native;
using Microsoft.CodeAnalysis.Text;
using Xunit.Sdk;

namespace Lockstep.Analyzers.Tests.Verifier;

public sealed class VerifierTests
{
    private const string WithoutAttribute = """
        public class {|LS1005:M|} : Lockstep.Migration { public override void Up() { } }
        """;

    [Fact]
    public void Markup_is_taken_out_and_its_spans_nest()
    {
        var markup = Markup.Parse("a [|b {|LS1:c|} d|] | e ]");

        Assert.Equal("a b c d | e ]", markup.Source);
        Assert.Equal([("LS1", new TextSpan(4, 1)), (null, new TextSpan(2, 5))], markup.Expected);
    }

    [Fact]
    public void A_span_without_an_end_is_an_error() => Assert.ThrowsAny<XunitException>(() => Markup.Parse("[|a"));

    [Fact]
    public Task What_is_expected_is_found() => Verify.CSharp<MigrationAttributeAnalyzer>(WithoutAttribute);

    [Fact]
    public async Task What_is_found_but_not_expected_fails()
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() =>
            Verify.CSharp<MigrationAttributeAnalyzer>(Markup.Parse(WithoutAttribute).Source));
        Assert.Contains("LS1005", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_expected_but_not_found_fails() => await Assert.ThrowsAnyAsync<XunitException>(() =>
        Verify.CSharp<MigrationAttributeAnalyzer>(WithoutAttribute + " {|LS1005:class|} Other;"));

    [Fact]
    public async Task A_finding_at_another_place_fails() => await Assert.ThrowsAnyAsync<XunitException>(() =>
        Verify.CSharp<MigrationAttributeAnalyzer>(WithoutAttribute.Replace("{|LS1005:M|}", "{|LS1005:M |}", StringComparison.Ordinal)));

    [Fact]
    public async Task Source_that_does_not_compile_fails() => await Assert.ThrowsAnyAsync<XunitException>(() =>
        Verify.CSharp<MigrationAttributeAnalyzer>("class {"));
}
