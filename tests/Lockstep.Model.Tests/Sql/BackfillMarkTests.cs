using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Sql;

public sealed class BackfillMarkTests
{
    [Theory]
    [InlineData("-- backfill", "-- backfill")]
    [InlineData("--BACKFILL  Workers=2\tkey=id", "-- backfill workers=2 key=id")]
    [InlineData("-- backfill alongside sessions=0 lag=0 Gently key=tenant_id,\"Number\" target=0.25s batch=5000", "-- backfill batch=5000 target=250ms key=tenant_id,Number lag=0s sessions=0 gently alongside")]
    [InlineData("-- backfill lag=2m target=1.5s workers=1", "-- backfill target=1500ms lag=120s")]
    [InlineData("-- backfill workers=2\n-- Why: many rows", "-- backfill workers=2")]
    public void What_a_mark_says_is_written_as_it_is_read(string mark, string written)
    {
        var statement = Assert.Single(SqlReader.Read(mark + "\nUPDATE t SET a = 1"));
        Assert.Null(statement.MarkProblem);
        Assert.False(statement.Transactional);
        Assert.Equal(written, BackfillMark.Write(statement));
        Assert.Equal(statement.Meaning, Assert.Single(SqlReader.Read(written + "\nUPDATE t SET a = 1")).Meaning);
        Assert.Equal("UPDATE t SET a = 1", SqlWriter.Write(statement));
    }

    [Theory]
    [InlineData("-- backfill: all rows\nUPDATE t SET a = 1")]
    [InlineData("-- backfills\nUPDATE t SET a = 1")]
    [InlineData("/* -- backfill\n*/ UPDATE t SET a = 1")]
    [InlineData("UPDATE t SET -- backfill\na = 1")]
    [InlineData("UPDATE t SET a = 1\n-- backfill")]
    public void What_is_no_mark_changes_nothing(string sql)
    {
        var statement = Assert.Single(SqlReader.Read(sql));
        Assert.Null(BackfillMark.BackfillOf(statement));
        Assert.Null(statement.MarkProblem);
        Assert.True(statement.Transactional);
    }

    [Theory]
    [InlineData("-- backfill rows=5\nUPDATE t SET a = 1")]
    [InlineData("-- backfill batch=0\nUPDATE t SET a = 1")]
    [InlineData("-- backfill workers=two\nDELETE FROM t")]
    [InlineData("-- backfill target=\nDELETE FROM t")]
    [InlineData("-- backfill target=5d\nDELETE FROM t")]
    [InlineData("-- backfill alongside=1\nDELETE FROM t")]
    [InlineData("-- backfill gently=1\nDELETE FROM t")]
    [InlineData("-- backfill key=\nDELETE FROM t")]
    [InlineData("-- backfill\nTRUNCATE t")]
    [InlineData("-- backfill\nDO 'BEGIN UPDATE t SET a = 1; END'")]
    public void A_mark_that_can_not_be_kept_to_is_told(string sql) => Assert.NotNull(Assert.Single(SqlReader.Read(sql)).MarkProblem);

    [Fact]
    public void It_marks_the_statement_below_it_alone()
    {
        var statements = SqlReader.Read("UPDATE a SET x = 1;\n-- step\n-- backfill\nUPDATE b SET x = 1;\nUPDATE c SET x = 1");
        Assert.Equal([true, false, true], statements.Select(statement => statement.Transactional));
        Assert.Equal([false, true, false], statements.Select(statement => statement.StartsStep));
    }

    [Fact]
    public void It_locks_what_the_statement_locks_and_is_in_no_transaction()
    {
        var schema = DatabaseSchema.Empty.Apply(SqlReader.Read("CREATE TABLE t (id int PRIMARY KEY, a int)")[0]).Schema;
        var plain = OperationEffects.Of(SqlReader.Read("UPDATE t SET a = 1")[0], schema, new(18));
        var marked = OperationEffects.Of(SqlReader.Read("-- backfill\nUPDATE t SET a = 1")[0], schema, new(18));
        Assert.Equal(plain with { Transactional = false }, marked);
        Assert.Contains(marked.Locks, held => held.Mode == LockMode.RowExclusive);
    }
}
