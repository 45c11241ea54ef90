namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>What is known at compile time though it is no constant to the compiler, and what is not.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("""foreach (var t in new[] { "a", "b" }) Drop.Table(t);""", "a b")]
    [InlineData("""string[] all = ["a", "b"]; foreach (var t in all) Drop.Table(t + "_old");""", "a_old b_old")]
    [InlineData("""foreach (var t in Names) Drop.Table(t);""", "x y")]
    [InlineData("""string[] more = [.. Names, "z"]; foreach (var t in more) Drop.Table(t);""", "x y z")]
    [InlineData("""foreach (var (t, n) in new[] { ("a", 1), ("b", 2) }) Drop.Table($"{t}{n}");""", "a1 b2")]
    [InlineData("""foreach (var pair in new[] { (Table: "a", Number: 1), (Table: "b", Number: 2) }) Drop.Table(pair.Table + pair.Number);""", "a1 b2")]
    [InlineData("""foreach (var n in Enumerable.Range(1, 3)) Drop.Table("t" + n);""", "t1 t2 t3")]
    [InlineData("""for (var month = 9; month <= 11; month++) Drop.Table($"m_{month:00}");""", "m_09 m_10 m_11")]
    [InlineData("""for (var i = 4; i > 0; i -= 2) Drop.Table("t" + i.ToString("D3"));""", "t004 t002")]
    [InlineData("""for (int i = 0; i < Names.Length; i++) Drop.Table(Names[i] + (i + 1));""", "x1 y2")]
    [InlineData("""for (var a = 0; a < 2; a++) for (var b = 0; b < 2; b++) Drop.Table($"t{a}{b}");""", "t00 t01 t10 t11")]
    [InlineData("""for (var i = 0; i < 3; i++) { if (i == 1) Drop.Table("one"); else Drop.Table("other" + i); }""", "other0 one other2")]
    [InlineData("""Drop.Table(string.Join("_", Names));""", "x_y")]
    [InlineData("""Drop.Table(string.Join("_", Names.Select(name => name + 1)));""", "x1_y1")]
    [InlineData("""Drop.Table(string.Concat("a", "b".ToUpperInvariant(), 'c', 4));""", "aBc4")]
    [InlineData("""Drop.Table(" a ".Trim().Replace("a", "b").PadLeft(3, '0'));""", "00b")]
    [InlineData("""Drop.Table(Legacy ? "a" : "b"); if (Legacy) Drop.Table("c"); if (!Legacy) Drop.Table("d");""", "a c")]
    [InlineData("""var kind = "big"; Drop.Table(kind switch { "small" => "s", "big" => "b", _ => "n" });""", "b")]
    [InlineData("""string? nothing = null; Drop.Table(nothing ?? "a");""", "a")]
    [InlineData("""Drop.Table(OldName("t")); Drop.Table(OldName(nameof(Names)));""", "t_old Names_old")]
    [InlineData("""Drop.Table(Early(true));""", "early")]
    [InlineData("""Drop.Table(Early(false));""", "late")]
    [InlineData("""if (Legacy) return; Drop.Table("a");""", "")]
    public async Task Known(string statements, string tables) =>
        Assert.Equal(tables, string.Join(' ', (await Lower.Up(statements, Members)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[2].Trim('"'))));

    [Theory]
    [InlineData("""foreach (var t in System.Environment.GetCommandLineArgs()) Drop.Table(t);""", "{t}")]
    [InlineData("""for (var i = 0; i < System.Environment.ProcessorCount; i++) Drop.Table("t" + i);""", "{\"t\" + i}")]
    [InlineData("""for (var i = 0; i < 300; i++) Drop.Table("t" + i);""", "{\"t\" + i}")]
    [InlineData("""for (var i = 0; i < 3; i++) { Drop.Table("t" + i); i++; }""", "{\"t\" + i}")]
    [InlineData("""foreach (var t in new[] { "a", "b" }) { if (t == System.Environment.MachineName) break; Drop.Table(t); }""", "{t}")]
    [InlineData("""var all = new[] { "a" }; all[0] = System.Environment.MachineName; foreach (var t in all) Drop.Table(t);""", "{t}")]
    [InlineData("""var all = new[] { "b", "a" }; System.Array.Sort(all); Drop.Table(all[0]);""", "{all[0]}")]
    [InlineData("""var n = 1.5; Drop.Table($"t{n}");""", "{$\"t{n}\"}")]
    [InlineData("""var n = -1; Drop.Table($"t{n}");""", "{$\"t{n}\"}")]
    [InlineData("""Drop.Table(Changing[0]);""", "{Changing[0]}")]
    [InlineData("""Drop.Table(Unsure());""", "{Unsure()}")]
    [InlineData("""Drop.Table(System.DateTime.Now.Year > 2030 ? "a" : "b");""", "{System.DateTime.Now.Year > 2030 ? \"a\" : \"b\"}")]
    [InlineData("""Drop.Table("I".ToLower());""", "{\"I\".ToLower()}")]
    public async Task Not_known(string statement, string hole)
    {
        var line = Assert.Single((await Lower.Up(statement, Members)).Split('\n'));
        Assert.StartsWith("DROP TABLE \"" + hole.Replace("\"", "\"\"", StringComparison.Ordinal) + "\" (incomplete)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_loop_notes_points_at_the_call_in_it() => Assert.Equal(
        """
        ALTER TABLE a ADD COLUMN n integer NOT NULL | AddColumn("n", Integer).NotNull()
        ALTER TABLE b ADD COLUMN n integer NOT NULL | AddColumn("n", Integer).NotNull()
        """.ReplaceLineEndings("\n"),
        await Lower.Up("""foreach (var t in new[] { "a", "b" }) Alter.Table(t).AddColumn("n", Integer).NotNull();"""));

    [Fact]
    public async Task Sql_that_is_put_together_of_constants_is_read() => Assert.Equal(
        """
        DROP TABLE a = DropTable<$"DROP TABLE {t}"> | $"DROP TABLE {t}"
        DROP TABLE b = DropTable<$"DROP TABLE {t}"> | $"DROP TABLE {t}"
        CREATE INDEX i ON x (p, q) = CreateIndex<"CREATE INDEX i ON x (" + string.Join(", ", columns) + ")"> | "CREATE INDEX i ON x (" + string.Join(", ", columns) + ")"
        """.ReplaceLineEndings("\n"),
        await Lower.Up(
            """
            foreach (var t in new[] { "a", "b" }) Execute.Sql($"DROP TABLE {t}");
            var columns = new[] { "p", "q" };
            Execute.Sql("CREATE INDEX i ON x (" + string.Join(", ", columns) + ")");
            """));

    [Fact]
    public async Task A_hole_in_one_word_leaves_the_next_verb_whole() => Assert.Equal(
        """
        ALTER TABLE t ADD COLUMN "{name}" text (incomplete) | AddColumn(name, Text)
        ALTER TABLE t DROP COLUMN b | DropColumn("b")
        UPDATE t SET a = {name} WHERE b (incomplete) | Update.Table("t").Set(("a", name)).Where("b")
        INSERT INTO t (a) VALUES (1), ({name}) (incomplete) | Insert.Into("t").Row(new { a = 1 }).Row(new { a = name })
        ALTER TABLE t ADD COLUMN c text DEFAULT {name} (incomplete) | AddColumn("c", Text).DefaultValue(name)
        """.ReplaceLineEndings("\n"),
        await Lower.Up("""
            var name = System.Environment.MachineName;
            var table = Alter.Table("t");
            table.AddColumn(name, Text);
            table.DropColumn("b");
            Update.Table("t").Set(("a", name)).Where("b");
            Insert.Into("t").Row(new { a = 1 }).Row(new { a = name });
            Alter.Table("t").AddColumn("c", Text).DefaultValue(name);
            """));

    private const string Members = """
        private const bool Legacy = true;
        private static readonly string[] Names = ["x", "y"];
        private static string[] Changing = ["x"];
        private static string OldName(string name) => name + "_old";
        private static string Early(bool isEarly) { if (isEarly) return "early"; return "late"; }
        private static string Unsure() { if (System.DateTime.Now.Year > 2030) return "a"; return "b"; }
        """;
}
