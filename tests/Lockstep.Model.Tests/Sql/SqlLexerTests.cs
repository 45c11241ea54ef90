using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Sql;

public sealed class SqlLexerTests
{
    [Theory]
    // Names and keywords.
    [InlineData("select Übung a$1", "Identifier:select Identifier:Übung Identifier:a$1")]
    [InlineData("\"a \"\"b\"\"\"", "QuotedIdentifier:\"a \"\"b\"\"\"")]
    [InlineData("U&\"d\\0061t\" u & a", "UnicodeQuotedIdentifier:U&\"d\\0061t\" Identifier:u Operator:& Identifier:a")]
    [InlineData("\"\"", "Error:\"\"")]
    // The string forms.
    [InlineData("'it''s' ''", "String:'it''s' String:''")]
    [InlineData("'\\' 'a'", "String:'\\' String:'a'")]
    [InlineData("E'\\'' e'a'", "EscapeString:E'\\'' EscapeString:e'a'")]
    [InlineData("B'01' x'1F' N'n' U&'\\0061'", "BitString:B'01' HexString:x'1F' String:N'n' UnicodeString:U&'\\0061'")]
    [InlineData("'a' 'b'", "String:'a' String:'b'")]
    [InlineData("'a'\n  'b'", "String:'a'\n  'b'")]
    [InlineData("'a' -- why\n 'b'", "String:'a' -- why\n 'b'")]
    [InlineData("'a'\n-- why\n'b'", "String:'a'\n-- why\n'b'")]
    [InlineData("'open", "Error:'open")]
    // Dollar quotes.
    [InlineData("$$a;b$$ $x$ $$ $x$", "DollarString:$$a;b$$ DollarString:$x$ $$ $x$")]
    [InlineData("$1 $a$ open", "Parameter:$1 Error:$a$ open")]
    [InlineData("a$$b$$", "Identifier:a$$b$$")]
    // Comments.
    [InlineData("a -- b\nc", "Identifier:a Identifier:c")]
    [InlineData("a /* b /* c */ d */ e", "Identifier:a Identifier:e")]
    [InlineData("a /* b /* c */", "Identifier:a Error:/* b /* c */")]
    // Numbers.
    [InlineData("1 1.5 .5 1e10 1e 1..2", "Integer:1 Float:1.5 Float:.5 Float:1e10 Error:1e Integer:1 Punctuation:.. Integer:2")]
    [InlineData("0x1F 0b01 0o17 1_000", "Integer:0x1F Integer:0b01 Integer:0o17 Integer:1_000")]
    // Operators.
    [InlineData("a<>-1", "Identifier:a Operator:<> Operator:- Integer:1")]
    [InlineData("a@-1", "Identifier:a Operator:@- Integer:1")]
    [InlineData("1+/* two */2", "Integer:1 Operator:+ Integer:2")]
    [InlineData("1--2", "Integer:1")]
    [InlineData("a::b := c", "Identifier:a Punctuation::: Identifier:b Punctuation::= Identifier:c")]
    [InlineData("[1:2].a;", "Punctuation:[ Integer:1 Punctuation:: Integer:2 Punctuation:] Punctuation:. Identifier:a Punctuation:;")]
    [InlineData("a \\ b", "Identifier:a Error:\\ Identifier:b")]
    [InlineData("", "")]
    public void Tokens(string sql, string tokens) => Assert.Equal(
        tokens,
        string.Join(' ', SqlLexer.Tokenize(sql).Select(token => token.Kind + ":" + token.Text(sql))));

    [Fact]
    public void Without_standard_conforming_strings_a_backslash_escapes()
    {
        const string Sql = "'\\' 'a'";
        Assert.Equal(new(SqlTokenKind.EscapeString, 0, 5), new SqlLexer(Sql, standardConformingStrings: false).Next());
    }

    [Fact]
    public void A_comment_is_a_token_to_those_who_ask()
    {
        var lexer = new SqlLexer("  -- a\nb");
        Assert.Equal(new(SqlTokenKind.Comment, 2, 4), lexer.NextWithComments());
        Assert.Equal(new(SqlTokenKind.Identifier, 7, 1), lexer.NextWithComments());
        Assert.Equal(new(SqlTokenKind.EndOfInput, 8, 0), lexer.NextWithComments());
    }

    [Fact]
    public void Every_prefix_ends_and_tokens_never_overlap()
    {
        const string Sql = "CREATE /* a /* b */ */ TABLE \"x\"\"y\" (a int DEFAULT 0x1F + .5e3, b text = E'\\'' || $q$ $ $q$ || U&'a'\n'b'); -- end";
        for (var length = 0; length <= Sql.Length; length++)
        {
            var end = 0;
            foreach (var token in SqlLexer.Tokenize(Sql[..length]))
            {
                Assert.True(token.Start >= end && token.Length > 0 && token.End <= length);
                end = token.End;
            }
        }
    }
}
