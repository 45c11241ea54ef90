using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Analyzers.Tests.Verifier;

namespace Lockstep.Analyzers.Tests.Doors;

public sealed class SqlFileSuppressionTests
{
    private const string Index = "CREATE INDEX ON t (a);";

    [Theory]
    [InlineData("-- up\n-- lockstep: allow LS2001 because small\nCREATE INDEX ON t (a);\n{|LS2001:CREATE INDEX ON t (a)|};\n-- down\nSELECT 1")]
    [InlineData("-- up\n--LOCKSTEP:  Allow ls2001,ls3001  BECAUSE  small\n-- and so on\nDO $$ BEGIN CREATE INDEX ON t (a); ALTER TABLE t DROP a; END $$;\n-- down\nSELECT 1")]
    [InlineData("-- up\nCREATE INDEX -- lockstep: allow LS2001 because small\nON t (a);\n{|LS2001:CREATE INDEX ON t (a)|};\n-- down\nSELECT 1")]
    [InlineData("-- up\nCREATE INDEX ON t (a); -- lockstep: allow LS2001 because small\n{|LS2001:CREATE INDEX ON t (a)|};\n-- down\nSELECT 1")]
    [InlineData("-- lockstep: allow LS2001 because small\n-- up\nCREATE INDEX ON t (a);CREATE INDEX ON t (a);\n-- down\nCREATE INDEX ON t (a);")]
    [InlineData("-- lockstep: allow LS2001 because small\n-- lockstep: allow LS1001 because one way\n\nCREATE INDEX ON t (a);CREATE INDEX ON t (a);")]
    [InlineData("-- lockstep: allow LS2001 because small\n-- lockstep: allow LS1001 because one way\nCREATE INDEX ON t (a);{|LS2001:CREATE INDEX ON t (a)|};")]
    [InlineData("-- up\n-- lockstep: allow LS1001 because one way\nALTER TABLE t ADD a int;")]
    [InlineData("-- up\nSELECT 1;\n-- down\n-- lockstep: allow LS2001 because small\nCREATE INDEX ON t (a);")]
    public Task A_comment_silences_a_statement_or_the_file(string markup) =>
        Verify.Sql<SqlFileAnalyzer>(markup);

    [Theory]
    [InlineData("-- lockstep: allow LS2001", "LS9002: '-- lockstep: allow LS2001' gives no reason, so it silences nothing; say why it is safe here")]
    [InlineData("-- lockstep: allow LS2001 because", "LS9002: '-- lockstep: allow LS2001' gives no reason, so it silences nothing; say why it is safe here")]
    [InlineData("-- lockstep: allow LS3001 because never used", "LS9009: 'allow LS3001' silences nothing: there is no such finding where it stands; take it out, or put it above the statement")]
    [InlineData("-- lockstep: allow LS1003 because so", "LS9009: 'allow LS1003' silences nothing: this finding is about the file itself and must be mended there")]
    [InlineData("-- lockstep: allow LS8888 because so", "LS9009: 'allow LS8888' silences nothing: there is no rule of that id; docs/rules lists them")]
    [InlineData("-- lockstep: allow", "LS9009: '-- lockstep: allow' silences nothing: write '-- lockstep: allow LS2001 because …' with the rule and the reason")]
    [InlineData("-- lockstep: ignore LS2001 because so", "LS9009: '-- lockstep: ignore LS2001 because so' silences nothing: write '-- lockstep: allow LS2001 because …' with the rule and the reason")]
    public async Task A_comment_that_silences_nothing_is_a_finding(string comment, string message)
    {
        var messages = (await Verify.SqlMessages<SqlFileAnalyzer>($"-- up\n{comment}\n{Index}\n-- down\nSELECT 1")).ToList();
        Assert.Equal(2, messages.Count);
        Assert.Contains(message, messages);
        Assert.Contains(messages, found => found.StartsWith("LS2001", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_comment_at_the_end_of_up_does_not_reach_down() => Verify.Sql<SqlFileAnalyzer>(
        "-- up\nSELECT 1;\n{|LS9009:-- lockstep: allow LS2001 because small|}\n-- down\n{|LS2001:CREATE INDEX ON t (a)|};");

    [Fact]
    public Task Of_two_rules_the_one_that_silences_nothing_is_told() => Verify.Sql<SqlFileAnalyzer>(
        "-- up\n{|LS9009:-- lockstep: allow LS2001, LS3001 because small|}\nCREATE INDEX ON t (a);\n-- down\nSELECT 1");
}
