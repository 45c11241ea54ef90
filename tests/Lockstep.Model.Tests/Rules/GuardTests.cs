using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>Whether a wait for a lock ends by itself, and what else of the session a statement meets.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("DROP TABLE t", ScriptRunner.Lockstep, true)]
    [InlineData("DROP TABLE t", ScriptRunner.StatementByStatement, false)]
    [InlineData("SET lock_timeout = '2s'; DROP TABLE t", ScriptRunner.StatementByStatement, true)]
    [InlineData("SET lock_timeout = 500; DROP TABLE t", ScriptRunner.StatementByStatement, true)]
    [InlineData("SET lock_timeout = '0.5s'; DROP TABLE t", ScriptRunner.StatementByStatement, true)]
    [InlineData("SET lock_timeout = '0'; DROP TABLE t", ScriptRunner.StatementByStatement, false)]
    [InlineData("SET lock_timeout = 0; DROP TABLE t", ScriptRunner.Lockstep, false)]
    [InlineData("SET lock_timeout = '0ms'; DROP TABLE t", ScriptRunner.Lockstep, false)]
    [InlineData("SET lock_timeout = DEFAULT; DROP TABLE t", ScriptRunner.Lockstep, false)]
    [InlineData("SET lock_timeout = '2s'; RESET lock_timeout; DROP TABLE t", ScriptRunner.StatementByStatement, false)]
    [InlineData("SET LOCAL lock_timeout = '2s'; DROP TABLE t", ScriptRunner.StatementByStatement, false)]
    [InlineData("BEGIN; SET LOCAL lock_timeout = '2s'; DROP TABLE t", ScriptRunner.StatementByStatement, true)]
    [InlineData("SET statement_timeout = '2s'; DROP TABLE t", ScriptRunner.StatementByStatement, false)]
    public void A_statement_is_guarded_by_a_lock_timeout(string up, ScriptRunner runner, bool guarded) =>
        Assert.Equal(guarded, Last(up, runner, RuleOptions.Default).IsGuarded);

    [Theory]
    [InlineData("SELECT 1", "Europe/Oslo", "Europe/Oslo")]
    [InlineData("SELECT 1", null, null)]
    [InlineData("SET timezone = 'UTC'; SELECT 1", "Europe/Oslo", "UTC")]
    [InlineData("SET TIME ZONE 'UTC'; SELECT 1", null, "UTC")]
    [InlineData("SET timezone = DEFAULT; SELECT 1", "Europe/Oslo", "Europe/Oslo")]
    public void The_time_zone_is_the_scripts_before_it_is_the_projects(string up, string? configured, string? expected) =>
        Assert.Equal(expected, Last(up, ScriptRunner.Lockstep, RuleOptions.Default with { TimeZone = configured }).Server.TimeZone);

    private static ReviewedStatement Last(string up, ScriptRunner runner, RuleOptions options)
    {
        var script = new MigrationScript("M", Origin.None, new(SqlReader.Read(up)), default) { Runner = runner };
        return MigrationReview.Of(script, MigrationHistory.None, options).Up[^1];
    }
}
