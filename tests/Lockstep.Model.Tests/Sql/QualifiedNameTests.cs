using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Sql;

public sealed class QualifiedNameTests
{
    [Theory]
    [InlineData("users", null, "users", "users")]
    [InlineData("Users", null, "Users", "\"Users\"")]
    [InlineData("audit.events", "audit", "events", "audit.events")]
    [InlineData("\"Order Lines\"", null, "Order Lines", "\"Order Lines\"")]
    [InlineData("a.\"b.c\"", "a", "b.c", "a.\"b.c\"")]
    [InlineData("\"a \"\"b\"\"\".c", "a \"b\"", "c", "\"a \"\"b\"\"\".c")]
    [InlineData("db.s.t", "s", "t", "s.t")]
    [InlineData("user", null, "user", "\"user\"")]
    [InlineData("\"open", null, "open", "open")]
    [InlineData("", null, "", "\"\"")]
    public void Parse(string text, string? schema, string name, string sql)
    {
        var parsed = QualifiedName.Parse(text);
        Assert.Equal(new(schema, name), parsed);
        Assert.Equal(sql, parsed.ToSql());
    }

    [Theory]
    [InlineData("t", "t", true)]
    [InlineData("t", "s.t", true)]
    [InlineData("s.t", "t", true)]
    [InlineData("s.t", "s.t", true)]
    [InlineData("s.t", "r.t", false)]
    [InlineData("t", "T", false)]
    public void Matches(string left, string right, bool matches) =>
        Assert.Equal(matches, QualifiedName.Parse(left).Matches(QualifiedName.Parse(right)));

    [Fact]
    public void People_read_it_without_quotes() => Assert.Equal("a.B c", QualifiedName.Parse("a.B c").ToString());
}
