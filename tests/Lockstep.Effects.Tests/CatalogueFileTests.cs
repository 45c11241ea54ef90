using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests;

public sealed class CatalogueFileTests
{
    [Fact]
    public void A_paragraph_is_a_statement_with_its_notes()
    {
        var statement = Assert.Single(Parse("""
            --- a remark

            -- rules A1 M3
            -- since 16
            -- until 17
            -- fails until 16
            -- setup: CREATE TABLE a (b int);
            -- before: SET LOCAL timezone = 'UTC'
            SELECT
                1;
            """));
        Assert.Equal("SELECT\n    1", statement.Sql);
        Assert.Equal(3, statement.Line);
        Assert.Equal(["A1", "M3"], statement.Rules);
        Assert.Equal(["CREATE TABLE a (b int)"], statement.Setup);
        Assert.Equal(["SET LOCAL timezone = 'UTC'"], statement.Before);
        Assert.Equal([false, true, true, false], new[] { 15, 16, 17, 18 }.Select(statement.Versions.Has));
        Assert.Equal([true, false], new[] { 16, 17 }.Select(version => statement.Fails!.Value.Has(version)));
    }

    [Fact]
    public void A_statement_goes_for_all_versions_and_is_carried_out_unless_said_otherwise()
    {
        var statement = Assert.Single(Parse("SELECT 1;"));
        Assert.True(statement.Versions.Has(15) && statement.Versions.Has(18));
        Assert.Null(statement.Fails);
    }

    [Theory]
    [InlineData("SELECT 1", "no semicolon")]
    [InlineData("-- rule A1\nSELECT 1;", "unknown note: rule A1")]
    [InlineData("SELECT 1;\n-- fails", "a note follows")]
    [InlineData("-- fails\n\nSELECT 1;", "notes without a statement")]
    public void A_mistake_is_told_with_its_line(string text, string message)
    {
        var mistake = Assert.Throws<InvalidDataException>(() => Parse(text));
        Assert.StartsWith("x.sql(1): ", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<CatalogueStatement> Parse(string text) => CatalogueFile.Parse("x", text.Split('\n'));
}
