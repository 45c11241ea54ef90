using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Operations;

public sealed class InverseTests
{
    [Theory]
    [InlineData("CREATE TABLE t (a int)", "DROP TABLE t")]
    [InlineData("CREATE TABLE p PARTITION OF t DEFAULT", "DROP TABLE p")]
    [InlineData("ALTER TABLE t ADD a int, ADD b numeric(10, 2)", "ALTER TABLE t DROP COLUMN b;ALTER TABLE t DROP COLUMN a")]
    [InlineData("CREATE INDEX i ON s.t (a)", "DROP INDEX s.i")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY i")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD b int; CREATE INDEX i ON t (a); ALTER TABLE u ADD c int", "ALTER TABLE u DROP COLUMN c;DROP TABLE t")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int)", null)]
    [InlineData("ALTER TABLE t ADD COLUMN IF NOT EXISTS a int", null)]
    [InlineData("CREATE INDEX ON t (a)", null)]
    [InlineData("CREATE TABLE t (a int); DROP TABLE u", null)]
    [InlineData("ALTER TABLE t ADD a int, ALTER b TYPE text", null)]
    [InlineData("CREATE TABLE t (a int); UPDATE u SET a = 1", null)]
    [InlineData("DO $$ BEGIN CREATE TABLE t (a int); END $$", null)]
    public void Of_sql(string sql, string? inverse)
    {
        var inverses = Inverse.Of([.. SqlReader.Read(sql)]);
        Assert.Equal(inverse, inverses is null ? null : string.Join(';', inverses.Select(SqlWriter.Write)));
    }

    [Fact]
    public void What_is_not_wholly_known_can_not_be_undone() =>
        Assert.Null(Inverse.Of(new CreateTable(new(null, "{name}"), default, default) { Incomplete = true }));

    [Fact]
    public void Nothing_is_undone_by_nothing() => Assert.Empty(Inverse.Of(Array.Empty<Operation>())!);

    [Fact]
    public void Where_an_operation_was_written_is_no_part_of_it() => Assert.Equal(
        new DropTable(new(null, "t")) { Origin = new("a.cs", 1) },
        new DropTable(new(null, "t")) { Origin = new("b.cs", 2) });
}
