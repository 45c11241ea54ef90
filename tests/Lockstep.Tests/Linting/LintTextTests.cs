using Lockstep.Linting;
using Lockstep.Linting.Fixing;
using Lockstep.Linting.Reports;

namespace Lockstep.Tests.Linting;

/// <summary>The parts of <c>lint</c> that read and show text.</summary>
public sealed class LintTextTests
{
    [Theory]
    [InlineData("SELECT 1;\n\\echo 'it''s\nSELECT 2;", "SELECT 1;\n            \nSELECT 2;")]
    [InlineData("SELECT 1 \\gset\nSELECT 2;", "SELECT 1 ;    \nSELECT 2;")]
    [InlineData("SELECT 1\\; SELECT 2;", "SELECT 1;  SELECT 2;")]
    [InlineData("COPY t (a) FROM STDIN WITH (FORMAT csv);\r\n1,'\r\n\\.\r\nSELECT 1;", "COPY t (a) FROM STDIN WITH (FORMAT csv);\r\n   \r\n  \r\nSELECT 1;")]
    [InlineData("COPY t FROM stdin;\n1", "COPY t FROM stdin;\n ")]
    [InlineData("COPY t FROM 'stdin'; -- \\.\nSELECT 1;\\q", "COPY t FROM 'stdin'; -- \\.\nSELECT 1;  ")]
    [InlineData("SELECT a::int, :v, :'s', :\"n\", b[1:2], b[x:y], '\\n:x', $$\\a$$ /* \\b */;", "SELECT a::int,  v,  's',  \"n\", b[1:2], b[x:y], '\\n:x', $$\\a$$ /* \\b */;")]
    [InlineData("\\copy t (a) from 'x.csv' csv\nSELECT 1;", " copy t (a) from STDIN;     \nSELECT 1;")]
    [InlineData("\\copy t from stdin\n1\ta'b\n\\.\nSELECT 1;", "copy t from STDIN;\n     \n  \nSELECT 1;")]
    [InlineData("\\copy (SELECT a FROM t) to 'x.csv'\nSELECT 1;", "                                  \nSELECT 1;")]
    [InlineData("\\copy t from x\nSELECT 1;", "              \nSELECT 1;")]
    public void What_is_psqls_own_is_taken_out_and_the_SQL_stays_in_its_place(string script, string expected)
    {
        var sql = PsqlText.ToSql(script);
        Assert.Equal(expected, sql);
        Assert.Equal(script.Length, sql.Length);
    }

    [Theory]
    [InlineData("V2__b", "V10__a")]
    [InlineData("a/9.sql", "a/10.sql")]
    [InlineData("a", "b")]
    [InlineData("a01", "a1")]
    [InlineData("a", "a1")]
    [InlineData("20240101000000", "202401010000000")]
    public void Names_are_ordered_as_people_do(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
        Assert.Equal(0, NaturalOrder.Instance.Compare(first, first));
    }

    [Theory]
    [InlineData("abc", 2, "abc", 2)]
    [InlineData("\tab", 1, "    ab", 4)]
    [InlineData("a\tb", 2, "a   b", 4)]
    [InlineData("日本x", 2, "日本x", 4)]
    [InlineData("😀x", 2, "😀x", 2)]
    [InlineData("a\u001b[31m", 2, "a␛[31m", 2)]
    [InlineData("a\u202Eb", 3, "a\uFFFDb", 3)]
    [InlineData("abc", 9, "abc", 3)]
    public void Text_is_measured_as_a_terminal_shows_it(string line, int column, string shown, int cells)
    {
        Assert.Equal(shown, TextCells.Show(line, column, out var width));
        Assert.Equal(cells, width);
    }

    [Fact]
    public void Changes_that_are_far_apart_are_hunks_of_their_own()
    {
        var before = string.Concat(Enumerable.Range(1, 30).Select(line => $"{line}\n"));
        var after = before.Replace("\n5\n", "\nfive\n", StringComparison.Ordinal).Replace("\n7\n", "\n", StringComparison.Ordinal).Replace("30\n", "30\nlast", StringComparison.Ordinal);
        Assert.Equal(
            "--- a/x.sql\n+++ b/x.sql\n@@ -2,9 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n 6\n-7\n 8\n 9\n 10\n@@ -28,3 +27,4 @@\n 28\n 29\n 30\n+last\n\\ No newline at end of file\n",
            UnifiedDiff.Of("x.sql", before, after));
    }

    [Fact]
    public void A_new_file_is_all_plus() => Assert.Equal("--- /dev/null\n+++ b/x.sql\n@@ -0,0 +1,2 @@\n+a\n+b\n", UnifiedDiff.Of("x.sql", before: null, "a\nb\n"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(300, 301)]
    [InlineData(301, 303)]
    [InlineData(302, 306)]
    [InlineData(304, 310)]
    public void Places_are_counted_in_bytes(int place, int bytes) =>
        Assert.Equal(bytes, new Utf8Offsets(new string('x', 299) + "äé日😀").Of(place));
}
