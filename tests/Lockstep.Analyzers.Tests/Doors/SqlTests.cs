namespace Lockstep.Analyzers.Tests.Doors;

public sealed class SqlTests
{
    [Theory]
    [InlineData("""Execute.Sql("DROP TABLE a; DROP TABLE b");""", "DROP TABLE a = DropTable<DROP TABLE a> | DROP TABLE a\nDROP TABLE b = DropTable<DROP TABLE b> | DROP TABLE b")]
    [InlineData(
        """Execute.Sql("SELECT '\t\u0041\x42';\r\nDROP TABLE \"A\"");""",
        "SELECT '\tAB' | SELECT '\\t\\u0041\\x42'\nDROP TABLE \"A\" = DropTable<DROP TABLE \\\"A\\\"> | DROP TABLE \\\"A\\\"")]
    [InlineData("""Execute.Sql("SELECT '\U0001F600'; DROP TABLE a");""", "SELECT '😀' | SELECT '\\U0001F600'\nDROP TABLE a = DropTable<DROP TABLE a> | DROP TABLE a")]
    [InlineData("""Execute.Sql(@"SELECT ""A""; DROP TABLE a");""", "SELECT \"A\" | SELECT \"\"A\"\"\nDROP TABLE a = DropTable<DROP TABLE a> | DROP TABLE a")]
    [InlineData(""""Execute.Sql("""SELECT "A"; DROP TABLE a""");"""", "SELECT \"A\" | SELECT \"A\"\nDROP TABLE a = DropTable<DROP TABLE a> | DROP TABLE a")]
    [InlineData("""Execute.Sql("DROP TABLE a;" + ("DROP " + @"TABLE b"));""", "DROP TABLE a = DropTable<DROP TABLE a> | DROP TABLE a\nDROP TABLE b = DropTable<DROP \" + @\"TABLE b> | DROP \" + @\"TABLE b")]
    [InlineData("""const string sql = "DROP TABLE a"; Execute.Sql(sql);""", "DROP TABLE a = DropTable<sql> | sql")]
    [InlineData("""Execute.Sql($"DROP TABLE {nameof(M)}");""", "DROP TABLE M = DropTable<$\"DROP TABLE {nameof(M)}\"> | $\"DROP TABLE {nameof(M)}\"")]
    [InlineData("""Execute.Sql(sql: "");""", "")]
    [InlineData("""Execute.Sql($"DROP TABLE a{System.Environment.MachineName}");""", "? (incomplete) | $\"DROP TABLE a{System.Environment.MachineName}\"\nDROP TABLE \"a\uFFFC\" (incomplete) | $\"DROP TABLE a{System.Environment.MachineName}\"")]
    public async Task Statements_point_at_their_own_text(string statement, string operations) =>
        Assert.Equal(operations, await Lower.Up(statement));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_raw_literal_over_lines(string lineEnd)
    {
        var statements = """"
            Execute.Sql("""
                    DROP TABLE a;

                      ALTER TABLE b
                        DROP COLUMN c, DROP COLUMN d;
                    """);
            """".ReplaceLineEndings(lineEnd);

        Assert.Equal(
            """
            DROP TABLE a = DropTable<DROP TABLE a> | DROP TABLE a
            ALTER TABLE b DROP COLUMN c, DROP COLUMN d = DropColumn<DROP COLUMN c> + DropColumn<DROP COLUMN d> | ALTER TABLE b¶            DROP COLUMN c, DROP COLUMN d
            """.ReplaceLineEndings("\n"),
            (await Lower.Up(statements)).Replace("\r", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sql_takes_its_place_among_the_verbs() => Assert.Equal(
        """
        DROP TABLE a | Drop.Table("a")
        SELECT 1 | SELECT 1
        DROP TABLE b | Drop.Table("b")
        """.ReplaceLineEndings("\n"),
        await Lower.Up("""Drop.Table("a"); Execute.Sql("SELECT 1;"); Drop.Table("b");"""));

    [Fact]
    public async Task Code_in_a_DO_block_points_at_its_own_text() => Assert.Equal(
        "DO $$ BEGIN CREATE INDEX ix ON t (a); END $$ = CreateIndex<CREATE INDEX ix ON t (a)> | DO $$ BEGIN CREATE INDEX ix ON t (a); END $$",
        await Lower.Up("""Execute.Sql("DO $$ BEGIN CREATE INDEX ix ON t (a); END $$");"""));
}
