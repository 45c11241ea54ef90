using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Planning;

public sealed class PlannerTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT 2", "T2")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", "N1")]
    [InlineData("SELECT 1; SELECT 2; CREATE INDEX CONCURRENTLY i ON t (a); SELECT 3", "T2 N1 T1")]
    [InlineData("DROP INDEX CONCURRENTLY i; CREATE INDEX CONCURRENTLY i ON t (a)", "N1 N1")]
    [InlineData("SELECT 1; VACUUM t; VACUUM u; SELECT 2", "T1 N1 N1 T1")]
    [InlineData("SELECT 1;\n-- step\nSELECT 2; SELECT 3", "T1 T2")]
    [InlineData("SELECT 1;\n  --  STEP  \r\n\n/* and now */ SELECT 2", "T1 T1")]
    [InlineData("-- step\nSELECT 1; SELECT 2", "T2")]
    [InlineData("SELECT 1;\n-- step\nVACUUM t;\n-- step\nSELECT 2", "T1 N1 T1")]
    [InlineData("SELECT 1; -- step\nSELECT 2", "T2")]
    [InlineData("SELECT 1;\n-- steps\nSELECT 2", "T2")]
    [InlineData("SELECT 1;\n/* /* */\n-- step\n*/ SELECT 2", "T2")]
    [InlineData("SELECT 1;\nSELECT\n-- step\n2", "T2")]
    [InlineData("-- nothing", "")]
    public void What_can_t_be_in_a_transaction_is_a_step_of_its_own(string sql, string steps)
    {
        var planned = Planner.Plan(Sql(1, sql), Direction.Up);
        Assert.Equal(steps, string.Join(' ', planned.Steps.Select(step => $"{(step.Transactional ? 'T' : 'N')}{step.Statements.Count}")));
        Assert.Equal(Enumerable.Range(1, planned.Steps.Count), planned.Steps.Select(step => step.Number));
    }

    [Fact]
    public void A_step_begins_where_the_author_says_so()
    {
        var planned = Planner.Plan(
            Of(1, migration =>
            {
                migration.NewStep();
                migration.Drop.Table("a");
                migration.Drop.Table("b");
                migration.NewStep();
                migration.NewStep();
                migration.Execute.Sql("SELECT 1; SELECT 2");
                migration.NewStep();
            }),
            Direction.Up);
        Assert.Equal([2, 2], planned.Steps.Select(step => step.Statements.Count));
    }

    [Fact]
    public void A_verb_in_safely_is_steps_of_its_own()
    {
        var planned = Planner.Plan(
            Of(1, migration =>
            {
                migration.Drop.Table("a");
                migration.Alter.Table("t").Column("c").SetNotNullSafely();
                migration.Drop.Table("b");
            }),
            Direction.Up);
        Assert.Equal(
            [
                "DROP TABLE a",
                "ALTER TABLE t ADD CONSTRAINT t_c_present CHECK (c IS NOT NULL) NOT VALID",
                "ALTER TABLE t VALIDATE CONSTRAINT t_c_present",
                "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
                "ALTER TABLE t DROP CONSTRAINT t_c_present",
                "DROP TABLE b",
            ],
            planned.Steps.Select(step => Assert.Single(step.Statements).Sql));
    }

    [Fact]
    public void A_step_in_a_migration_that_wants_one_transaction_is_refused()
    {
        var safely = Of(7, migration => migration.Alter.Table("t").AddCheckSafely("pos", "a > 0")) with { SingleTransaction = true };
        var failure = Assert.Throws<LockstepException>(() => Planner.Plan(safely, Direction.Up));
        Assert.StartsWith("7 (M7): a step begins with 'ALTER TABLE t ADD CONSTRAINT pos CHECK (a > 0) NOT VALID', but the migration wants all in one transaction.", failure.Message, StringComparison.Ordinal);
        Assert.Equal((ToolkitCode.Authoring, ExitCode.Usage), (failure.Code, failure.ExitCode));
        Assert.EndsWith("PlannerTests.cs", failure.Origin.File, StringComparison.Ordinal);
        Assert.Equal("Take SingleTransaction out of the [Migration] attribute, or what begins the step: NewStep(), a verb in -Safely, or '-- step'.", failure.Next);
        Assert.Throws<LockstepException>(() => Planner.Plan(Sql(7, "SELECT 1;\n-- step\nSELECT 2") with { SingleTransaction = true }, Direction.Up));
    }

    [Fact]
    public void The_hash_is_of_the_statements_and_of_nothing_else()
    {
        string Hash(string sql) => Planner.Plan(Sql(1, sql), Direction.Up).ScriptHash;
        Assert.Equal(Hash("SELECT 1; SELECT 2"), Hash("/* c */ SELECT 1;;\n\n-- d\nSELECT 2;"));
        Assert.NotEqual(Hash("SELECT 1; SELECT 2"), Hash("SELECT 2; SELECT 1"));
        Assert.NotEqual(Hash("SELECT 1"), Hash("SELECT 1; SELECT 1"));
        Assert.Matches("^[0-9a-f]{64}$", Hash(""));
        var planned = Planner.Plan(Sql(1, "SELECT 1; VACUUM; SELECT 2"), Direction.Up);
        Assert.Equal(Hash("SELECT 1; VACUUM"), planned.HashOfFirst(2));
        Assert.Equal(planned.ScriptHash, planned.HashOfFirst(3));
    }

    [Theory]
    [InlineData("BEGIN", "'BEGIN' can't be run: Lockstep makes the transactions")]
    [InlineData("START TRANSACTION", "'START TRANSACTION' can't be run")]
    [InlineData("SELECT 1; COMMIT", "'COMMIT' can't be run")]
    [InlineData("ROLLBACK", "'ROLLBACK' can't be run")]
    [InlineData("COPY t (a) FROM STDIN", "COPY … FROM STDIN can't be run")]
    [InlineData("CREATE INDEX CONCURRENTLY ON t (a)", "'CREATE INDEX CONCURRENTLY ON t (a)' has no name for the index")]
    public void Statements_that_can_t_be_run_are_refused_with_their_place(string sql, string what)
    {
        var failure = Assert.Throws<LockstepException>(() => Planner.Plan(Sql(7, sql), Direction.Up));
        Assert.StartsWith("7 (M7): " + what, failure.Message, StringComparison.Ordinal);
        Assert.Equal((ToolkitCode.Statement, ExitCode.Usage), (failure.Code, failure.ExitCode));
        Assert.EndsWith("Scripted.cs", failure.Origin.File, StringComparison.Ordinal);
        Assert.NotNull(failure.Next);
    }

    [Fact]
    public void One_transaction_is_kept_to()
    {
        var one = Sql(1, "SELECT 1; SELECT 2") with { SingleTransaction = true };
        Assert.Single(Planner.Plan(one, Direction.Up).Steps);
        var failure = Assert.Throws<LockstepException>(() => Planner.Plan(Sql(1, "SELECT 1; VACUUM") with { SingleTransaction = true }, Direction.Up));
        Assert.Contains("'VACUUM' can't be in a transaction, but the migration wants all in one", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_throws_is_told_as_the_migrations_and_never_hides_what_was_wrong()
    {
        var thrown = Assert.Throws<LockstepException>(() => Planner.Plan(Of(1, _ => throw new InvalidOperationException("oops")), Direction.Up));
        Assert.Equal("Up of 1 (M1) threw InvalidOperationException: oops", thrown.Message);
        var inConstructor = new MigrationDescriptor(2, "M2", "f", () => throw new InvalidOperationException("no constructor"));
        Assert.Equal("Up of 2 (M2) threw InvalidOperationException: no constructor", Assert.Throws<LockstepException>(() => Planner.Plan(inConstructor, Direction.Up)).Message);
        var noDown = Assert.Throws<LockstepException>(() => Planner.Plan(Sql(3, "SELECT 1"), Direction.Down));
        Assert.Equal("3 (M3) has no Down, so it can't be rolled back.", noDown.Message);
        Assert.False(Planner.HasDown(Sql(3, "SELECT 1")));
        Assert.True(Planner.HasDown(Sql(3, "SELECT 1", "")));
    }

    [Fact]
    public void A_verb_used_outside_of_Up_and_Down_says_so()
    {
        Scripted? kept = null;
        Planner.Plan(Of(1, migration => kept = migration), Direction.Up);
        Assert.Equal("Scripted: a migration's verbs work only while Lockstep calls its Up or Down, not in its constructor.", Assert.Throws<InvalidOperationException>(() => kept!.Execute.Sql("SELECT 1")).Message);
    }

    [Fact]
    public void A_set_is_in_order_and_has_no_doubles()
    {
        var set = new MigrationSet([Sql(3, ""), Sql(1, ""), Sql(2, "")]);
        Assert.Equal([1, 2, 3], set.All.Select(migration => migration.Version));
        Assert.Equal("M2", set.Find(2)!.Name);
        Assert.Null(set.Find(4));
        var failure = Assert.Throws<LockstepException>(() => new MigrationSet([Sql(1, "") with { Name = "One" }, Sql(1, "") with { Name = "Other" }]));
        Assert.Equal("Version 1 is used by two migrations: 'One' and 'Other'.", failure.Message);
        Assert.Equal((ToolkitCode.DuplicateVersion, ExitCode.Usage), (failure.Code, failure.ExitCode));
        Assert.EndsWith("Scripted.cs", failure.Origin.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_is_laid_beside_the_project()
    {
        var set = new MigrationSet([Sql(1, "SELECT 1"), Sql(2, "SELECT 2"), Sql(3, "SELECT 3"), Sql(5, "SELECT 5")]);
        var comparison = HistoryComparison.Of(set, [Row(1, "SELECT 1"), Row(2, "SELECT old"), Row(3, "SELECT 3", MigrationState.Applying), Row(4, "SELECT 4")]);
        Assert.Equal([3, 5], comparison.Pending.Select(status => status.Migration.Version));
        Assert.Equal(2, comparison.Head!.Migration.Version);
        Assert.Equal(4, Assert.Single(comparison.Unknown).Version);
        Assert.Equal(2, Assert.Single(comparison.Changed()).Migration.Version);
        var fresh = HistoryComparison.Of(set, null);
        Assert.Null(fresh.Head);
        Assert.Equal(4, fresh.Pending.Count());
        Assert.Empty(fresh.Changed());
    }

    private static AppliedMigration Row(long version, string sql, MigrationState state = MigrationState.Applied) => new(
        version, $"M{version}", null, "older", Planner.Plan(Sql(version, sql), Direction.Up).ScriptHash, "", state, 1, 1, Begun: false, DateTimeOffset.UnixEpoch, 0, "r", "h");
}
