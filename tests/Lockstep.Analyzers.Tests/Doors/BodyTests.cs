using Lockstep.Model.Rules;

namespace Lockstep.Analyzers.Tests.Doors;

public sealed class BodyTests
{
    [Fact]
    public async Task Both_arms_of_a_branch_and_the_body_of_a_loop_over_what_is_not_known_count() => Assert.Equal(
        """
        DROP TABLE a | Drop.Table("a")
        DROP TABLE b | Drop.Table("b")
        DROP TABLE c | Drop.Table("c")
        DROP TABLE d | Drop.Table("d")
        """.ReplaceLineEndings("\n"),
        await Lower.Up("""
            if (System.DateTime.Now.Year > 2030) Drop.Table("a"); else { Drop.Table("b"); }
            foreach (var number in System.Environment.GetCommandLineArgs()) Drop.Table("c");
            try { Drop.Table("d"); } finally { }
            """));

    [Fact]
    public async Task A_builder_in_a_local_is_the_same_builder() => Assert.Equal(
        """
        CREATE TABLE t ( a text, b text NOT NULL) | Create.Table("t").WithColumn("a", Text)
        ALTER TABLE u ADD COLUMN c text | AddColumn("c", Text)
        """.ReplaceLineEndings("\n"),
        await Lower.Up("""
            var table = Create.Table("t").WithColumn("a", Text);
            table.WithColumn("b", Text).NotNull();
            var altered = Alter.Table("u");
            altered.AddColumn("c", Text);
            """));

    [Fact]
    public async Task Constants_locals_and_nameof_are_known() => Assert.Equal(
        """
        DROP TABLE users | Drop.Table(Table)
        DROP TABLE users_old | Drop.Table(old)
        DROP TABLE "M" | Drop.Table(nameof(M))
        DROP TABLE x_users | Drop.Table("x_" + Table)
        """.ReplaceLineEndings("\n"),
        await Lower.Up(
            """
            const string Table = "users";
            var old = $"{Table}_old";
            Drop.Table(Table); Drop.Table(old); Drop.Table(nameof(M)); Drop.Table("x_" + Table);
            """));

    [Fact]
    public async Task What_is_no_constant_stands_in_braces_and_is_no_whole_truth() => Assert.Equal(
        """
        DROP TABLE "{table}" (incomplete) | Drop.Table(table)
        ALTER TABLE t ADD COLUMN c {Kind()} (incomplete) | AddColumn("c", Kind())
        CREATE INDEX ix ON t ({_columns}) (incomplete) | Create.Index("ix").On("t", _columns)
        ALTER TABLE t ADD COLUMN c varchar(200) DEFAULT {System.Environment.MachineName} (incomplete) | AddColumn("c", Varchar(200)).DefaultSql(System.Environment.MachineName)
        """.ReplaceLineEndings("\n"),
        await Lower.Up(
            """
            foreach (var table in System.Environment.GetCommandLineArgs()) Drop.Table(table);
            Alter.Table("t").AddColumn("c", Kind());
            Create.Index("ix").On("t", _columns);
            Alter.Table("t").AddColumn("c", Varchar(200)).DefaultSql(System.Environment.MachineName);
            """,
            """
            private string[] _columns = ["a"];
            private ColumnType Kind() => System.DateTime.Now.Year > 2030 ? Text : Jsonb;
            """));

    [Fact]
    public async Task A_local_that_changes_is_not_followed() => Assert.Equal(
        """DROP TABLE "{table}" (incomplete) | Drop.Table(table)""",
        await Lower.Up("""var table = "a"; if (System.DateTime.Now.Year > 2030) table = "b"; Drop.Table(table);"""));

    [Fact]
    public async Task Helpers_and_local_functions_are_read_where_they_are_called() => Assert.Equal(
        """
        DROP TABLE a_old | Drop.Table(table + "_old")
        DROP TABLE b_old | Drop.Table(table + "_old")
        DROP TABLE local_c | Drop.Table($"local_{name}")
        """.ReplaceLineEndings("\n"),
        await Lower.Up(
            """
            DropOld("a"); DropOld(table: "b");
            Local("c");
            void Local(string name) => Drop.Table($"local_{name}");
            """,
            """private void DropOld(string table) { Drop.Table(table + "_old"); }"""));

    [Fact]
    public async Task A_helper_that_calls_itself_ends() => Assert.Equal(
        "DROP TABLE a | Drop.Table(\"a\")",
        await Lower.Up("Again();", """private void Again() { Drop.Table("a"); Again(); }"""));

    [Fact]
    public async Task A_lambda_counts_as_a_loop() => Assert.Equal(
        "DROP TABLE a | Drop.Table(\"a\")",
        await Lower.Up("System.Array.ForEach(new[] { 1 }, number => Drop.Table(\"a\"));"));

    [Fact]
    public async Task What_stands_in_another_class_is_shown_at_the_call()
    {
        var (script, source) = await Lower.Class("""
            using Lockstep;
            using Lockstep.Authoring;
            public abstract class Shared : Migration
            {
                protected void AddAudit(string table)
                {
                    Alter.Table(table).AddColumn("changed_at", TimestampTz);
                    Execute.Sql($"SELECT audit('{table}')");
                }
            }
            public static class More
            {
                public static CreateTableBuilder WithId(this CreateTableBuilder table) => table.WithColumn("id", new ColumnType("bigint"));
            }
            public class M : Shared
            {
                public override void Up()
                {
                    Create.Table("t").WithId().NotNull();
                    AddAudit("t");
                }
            }
            """);

        Assert.Equal(
            """
            CREATE TABLE t ( id bigint NOT NULL) | Create.Table("t").WithId().NotNull()
            ALTER TABLE t ADD COLUMN changed_at timestamptz | AddAudit("t")
            SELECT audit('t') | AddAudit("t")
            """.ReplaceLineEndings("\n"),
            Lower.Describe(script.Up, source));
    }

    [Fact]
    public async Task A_base_class_may_call_what_the_class_overrides()
    {
        var (script, source) = await Lower.Class("""
            using Lockstep;
            public abstract class Shared : Migration
            {
                public sealed override void Up() => Change();
                protected abstract void Change();
            }
            public class M : Shared { protected override void Change() => Drop.Table("t"); }
            """);

        Assert.Equal("DROP TABLE t | Drop.Table(\"t\")", Lower.Describe(script.Up, source));
    }

    [Theory]
    [InlineData("", DownState.Missing)]
    [InlineData("public override void Down() { }", DownState.Empty)]
    [InlineData("public override void Down() { /* nothing */ ; return; }", DownState.Empty)]
    [InlineData("public override void Down() => throw new System.NotSupportedException();", DownState.Throws)]
    [InlineData("public override void Down() { throw new System.NotSupportedException(); }", DownState.Throws)]
    [InlineData("public override void Down() => base.Down();", DownState.Missing)]
    [InlineData("public override void Down() => Drop.Table(\"t\");", DownState.Present)]
    [InlineData("public override void Down() { if (System.DateTime.Now.Year > 2030) throw new System.NotSupportedException(); Drop.Table(\"t\"); }", DownState.Present)]
    public async Task Down_state(string down, DownState state)
    {
        var (script, _) = await Lower.Class("using Lockstep; public class M : Migration { public override void Up() { } " + down + " }");
        Assert.Equal(state, script.DownState);
    }

    [Fact]
    public async Task A_Down_of_a_base_class_counts()
    {
        var (script, _) = await Lower.Class("""
            using Lockstep;
            public abstract class Irreversible : Migration { public override void Down() => throw new System.NotSupportedException(); }
            public class M : Irreversible { public override void Up() { } }
            """);
        Assert.Equal(DownState.Throws, script.DownState);
    }

    [Fact]
    public async Task An_abstract_class_need_not_have_a_Down()
    {
        var (script, _) = await Lower.Class("using Lockstep; public abstract class M : Migration { public override void Up() => Drop.Table(\"t\"); }");
        Assert.Equal(DownState.Present, script.DownState);
    }

    [Fact]
    public async Task The_attribute_counts()
    {
        var (script, _) = await Lower.Class("""
            using Lockstep;
            [Migration(5, "m", SingleTransaction = true)]
            public class M : Migration { public override void Up() { } }
            """);
        Assert.True(script.SingleTransaction);
        Assert.Equal(5, script.Version);
    }
}
