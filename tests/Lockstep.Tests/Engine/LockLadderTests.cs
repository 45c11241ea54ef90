using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>How long each statement waits for its locks.</summary>
public sealed class LockLadderTests(TestServer server)
{
    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN b int", "2")]
    [InlineData("DROP TABLE t", "2")]
    [InlineData("CREATE INDEX i ON t (id)", "2")]
    [InlineData("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", "2")]
    [InlineData("ALTER TABLE t VALIDATE CONSTRAINT c", "30")]
    [InlineData("ANALYZE t", "30")]
    [InlineData("UPDATE t SET id = 1", "5")]
    [InlineData("UPDATE t SET id = 1; ALTER TABLE t ADD COLUMN b int; UPDATE t SET b = 1", "5 2 2")]
    [InlineData("CREATE TABLE n (id int); ALTER TABLE n ADD COLUMN b int; CREATE INDEX i ON n (b); UPDATE t SET id = 1", "5 5 5 5")]
    [InlineData("CREATE TABLE n (id int REFERENCES t); UPDATE t SET id = 1", "2 2")]
    [InlineData("DO $$ BEGIN EXECUTE 'LOCK TABLE t'; END $$; UPDATE t SET id = 1", "2 2")]
    public void The_more_queue_behind_a_lock_the_shorter_it_is_waited_for(string sql, string seconds)
    {
        var step = Assert.Single(Planner.Plan(Sql(1, sql), Direction.Up).Steps);
        Assert.Equal(seconds, string.Join(' ', LockLadder.Of(step.Statements, 17).Select(time => (int)time.TotalSeconds)));
    }

    [Theory]
    [InlineData("UPDATE seen SET settings = settings || ' ' || waits(); ALTER TABLE t ADD COLUMN b int; UPDATE seen SET settings = settings || ' ' || waits()", null, " 5s 2s")]
    [InlineData("UPDATE seen SET settings = settings || ' ' || waits(); ALTER TABLE t ADD COLUMN b int; UPDATE seen SET settings = settings || ' ' || waits()", 7, " 7s 7s")]
    [InlineData("SET LOCAL lock_timeout = '9s'; ALTER TABLE t ADD COLUMN b int; UPDATE seen SET settings = settings || ' ' || waits()", null, " 9s")]
    public async Task The_server_is_told(string sql, int? seconds, string seen)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)", "CREATE FUNCTION waits() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('lock_timeout') $$", "CREATE TABLE seen (settings text)", "INSERT INTO seen VALUES ('')");
        await database.MigrateAsync([Sql(1, sql)], target: null, new() { LockTimeout = seconds is { } given ? TimeSpan.FromSeconds(given) : null });
        Assert.Equal(seen, await database.RunAsync("SELECT settings FROM seen"));
    }
}
