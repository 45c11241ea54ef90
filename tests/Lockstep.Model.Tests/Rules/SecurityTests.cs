using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS6xxx.</summary>
public sealed class SecurityTests
{
    [Theory]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$", "LS6001")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; ALTER FUNCTION f() SECURITY DEFINER", "LS6001")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$ SELECT 1 $$", "")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = '' AS $$ SELECT 1 $$; ALTER FUNCTION f() SECURITY DEFINER", "")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1", "")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$", "")]
    [InlineData("GRANT SELECT ON t TO PUBLIC", "LS6002")]
    [InlineData("GRANT ALL ON ALL TABLES IN SCHEMA public TO app, public", "LS6002")]
    [InlineData("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", "LS6002")]
    [InlineData("GRANT SELECT ON t TO app", "")]
    [InlineData("GRANT USAGE ON SCHEMA public TO PUBLIC; GRANT EXECUTE ON FUNCTION f() TO PUBLIC", "")]
    [InlineData("REVOKE ALL ON t FROM PUBLIC", "")]
    [InlineData("GRANT SELECT ON t TO app WITH GRANT OPTION", "LS6003")]
    [InlineData("COPY t FROM PROGRAM 'curl http://example.org'", "LS6004")]
    [InlineData("COPY (SELECT 'a') TO '/srv/a'", "LS6004")]
    [InlineData("COPY t FROM STDIN WITH (DELIMITER ',')", "")]
    [InlineData("SELECT pg_sleep(10)", "LS6004")]
    [InlineData("SELECT pg_terminate_backend(pid) FROM pg_stat_activity", "LS6004")]
    [InlineData("SELECT 'pg_sleep(10)', pg_sleep FROM t", "")]
    [InlineData("ALTER SYSTEM SET work_mem = '1GB'", "LS6005")]
    [InlineData("ALTER TABLE system ADD a int", "")]
    [InlineData("CREATE EXTENSION hstore", "LS6006")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'", "LS6007")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'", "")]
    public void What_reaches_too_far(string up, string ids) => Assert.Equal(ids, string.Join(' ', Find(up).Select(finding => finding.Rule.Id)));

    [Theory]
    [InlineData("GRANT SELECT, INSERT ON t TO PUBLIC", "SELECT, INSERT on t goes to PUBLIC: every role of the server, also those that are made later, has it; grant it to the roles that need it")]
    [InlineData("COPY t FROM PROGRAM 'x'", "COPY … PROGRAM reaches beyond the database, or holds it up: a program runs on the server, as the server's own user; do it outside of the migration")]
    public void Messages(string up, string message) => Assert.Equal(message, Assert.Single(Find(up)).Message);

    private static IReadOnlyList<Finding> Find(string up) => RuleRunner.Run(
        RuleSet.All.Where(rule => rule.Info.Category == RuleCategory.Security),
        MigrationReview.Of(new("M", Origin.None, new(SqlReader.Read(up)), default), MigrationHistory.None, RuleOptions.Default));
}
