using Lockstep.Preflight;

namespace Lockstep.Tests.Preflight;

/// <summary>Other people's statements are told without their data.</summary>
public sealed class QueryWordsTests
{
    [Theory]
    [InlineData("SELECT * FROM users WHERE email = 'a@b.c' AND id = 42", "SELECT * FROM users WHERE email = … AND id = …")]
    [InlineData("SELECT  1\n  FROM t1 -- secret\n", "SELECT … FROM t1")]
    [InlineData("/* id 7 */ SELECT 'it''s', E'a\\'b', $1", "SELECT …, …, $1")]
    [InlineData("DO $x$ BEGIN PERFORM 'secret'; END $x$", "DO …")]
    [InlineData("SELECT 'cut off by the ser", "SELECT …")]
    [InlineData("SELECT $$cut off", "SELECT …")]
    [InlineData("SELECT a_long_column, another_long_column, a_third_long_column FROM t", "SELECT a_long_column, another_long_column, …")]
    [InlineData("", "")]
    public void Values_become_dots_and_the_rest_is_cut(string query, string expected) => Assert.Equal(expected, QueryWords.Of(query));
}
