using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Conformance;

/// <summary>Whatever the text, the reader answers: no exception, no hang, pieces in order, every node inside its source.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261121;

    private static readonly string[] Words =
    [
        "SELECT", "FROM", "WHERE", "(", ")", ",", ";", ".", "=", "<", "a", "b", "\"c\"", "1", "2.5", "'x'", "E'\\n'", "$$", "$t$", "NULL", "NOT", "AND", "OR",
        "IS", "IN", "BETWEEN", "LIKE", "CASE", "WHEN", "THEN", "END", "CREATE", "ALTER", "DROP", "TABLE", "INDEX", "VIEW", "FUNCTION", "TRIGGER", "TYPE", "AS",
        "ON", "SET", "ADD", "COLUMN", "CONSTRAINT", "CHECK", "PRIMARY", "KEY", "FOREIGN", "REFERENCES", "DEFAULT", "GENERATED", "ALWAYS", "IDENTITY", "WITH",
        "BEGIN", "ATOMIC", "DO", "GRANT", "REVOKE", "TO", "[", "]", "::", "+", "-", "*", "/*", "*/", "--", "\n", "ARRAY", "ROW", "OVER", "JOIN", "LATERAL",
        "VALUES", "INSERT", "INTO", "UPDATE", "DELETE", "MERGE", "USING", "RETURNING", "ONLY", "ALL", "U&'", "'", "\"", "int", "text", "OPERATOR", "INTERVAL",
    ];

    [Fact]
    public void Any_words_in_any_order_are_read()
    {
        var script = Gen.Elements(Words).ArrayOf().Select(words => string.Join(' ', words));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(120).WithReplay(Seed, 1), Prop.ForAll(Arb.From(script), Holds));
    }

    [Fact]
    public void Any_characters_are_read() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(200).WithReplay(Seed, 3), Prop.ForAll<string?>(text => Holds(text ?? "")));

    [Fact]
    public void Every_prefix_of_a_file_is_read()
    {
        foreach (var file in Corpus.Files())
        {
            // Some thirty prefixes of each: all of them would take the square of its length.
            var step = Math.Max(1, file.Sql.Length / 31);
            for (var length = step / 2; length < file.Sql.Length; length += step) Assert.True(Holds(file.Sql[..length]), $"{file.Name}, the first {length} characters");
        }
    }

    [Fact]
    public void Files_with_changed_characters_are_read()
    {
        var random = new Random(Seed);
        foreach (var file in Corpus.Files())
        {
            for (var round = 0; round < 8; round++)
            {
                var text = new StringBuilder(file.Sql);
                for (var i = 0; i < 1 + (file.Sql.Length / 500); i++) text[random.Next(text.Length)] = (char)random.Next(1, 256);
                Assert.True(Holds(text.ToString()), file.Name);
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("SELECT (")]
    [InlineData("NOT ")]
    [InlineData("- ")]
    [InlineData("CASE WHEN ")]
    [InlineData("SELECT ARRAY[")]
    [InlineData("(SELECT 1 FROM ")]
    [InlineData("a JOIN ")]
    [InlineData("WITH x AS (")]
    [InlineData("/*")]
    [InlineData("CREATE SCHEMA s ")]
    [InlineData("EXPLAIN ")]
    [InlineData("f(")]
    [InlineData("(;")]
    [InlineData("$a$ ")]
    public void Deep_nesting_is_an_error_not_a_stack_overflow(string part)
    {
        var sql = "SELECT " + string.Concat(Enumerable.Repeat(part, 20_000));
        var read = false;
        var thread = new Thread(() => read = Holds(sql) && Holds(string.Concat(Enumerable.Repeat(part, 20_000))), 640 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(read);
    }

    [Theory]
    [InlineData("SELECT 1 + 1 + a.b, f(x) FROM t WHERE y = 'z';\n")]
    [InlineData("SELECT (1;\n")]
    [InlineData("+ ")]
    [InlineData("a.")]
    [InlineData("'a' ")]
    [InlineData("'a'\n")]
    [InlineData("x AND ")]
    [InlineData("SELECT ((( ; ")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE ; ")]
    [InlineData("$x ")]
    [InlineData("U&'a' UESCAPE ")]
    [InlineData("ARRAY[ ")]
    [InlineData("UNION SELECT 1 ")]
    [InlineData("numeric ( ")]
    public void The_work_grows_with_the_length(string part)
    {
        // Counted in memory taken, which is the same on every machine and grows with the work.
        var once = Allocated(part, 500);
        var more = Allocated(part, 5_000);
        Assert.True(more < (once * 14) + 200_000, $"{once} bytes for 500 repetitions, {more} for 5000");
    }

    private static long Allocated(string part, int count)
    {
        var sql = string.Concat(Enumerable.Repeat(part, count));
        // Another text: one that was read a moment ago is not read again.
        SqlParser.Parse(sql + " ");
        var before = GC.GetAllocatedBytesForCurrentThread();
        SqlParser.Parse(sql);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Holds(string sql)
    {
        var script = SqlParser.Parse(sql);
        var at = 0;
        foreach (var piece in script.Pieces)
        {
            if (piece.Start < at || piece.End < piece.Start || piece.End > sql.Length) return false;
            if (piece.Statement.Start < piece.Start || piece.Statement.End > piece.End) return false;
            if (piece.HasTerminator != (piece.End < sql.Length && sql[piece.End] == ';')) return false;
            if (piece.Statement is ErrorStatement error && (error.Message.Length == 0 || error.ErrorStart < piece.Start || error.ErrorStart + error.ErrorLength > piece.End)) return false;
            at = piece.End;
        }

        return true;
    }
}
