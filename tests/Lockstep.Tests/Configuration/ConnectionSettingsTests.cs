using Lockstep.Configuration;
using Npgsql;

namespace Lockstep.Tests.Configuration;

public sealed class ConnectionSettingsTests
{
    private static readonly Dictionary<string, string> s_all = new(StringComparer.Ordinal)
    {
        ["LOCKSTEP_CONNECTION"] = " postgres://a/a ",
        ["DATABASE_URL"] = "postgres://b/b",
        ["DATABASE_HOST"] = "c",
        ["DATABASE_NAME"] = "d;e",
        ["DATABASE_PORT"] = "5433",
        ["DATABASE_USER"] = "u",
        ["DATABASE_PASSWORD"] = "it's;\"p\"",
    };

    [Fact]
    public void The_first_that_is_there_wins()
    {
        Assert.Equal(new("embedded", "--connection"), ConnectionSettings.Find(" embedded ", Variable()));
        Assert.Equal(new("postgres://a/a", "LOCKSTEP_CONNECTION"), ConnectionSettings.Find(null, Variable()));
        Assert.Equal(new("postgres://a/a", "LOCKSTEP_CONNECTION"), ConnectionSettings.Find(" ", Variable()));
        Assert.Equal(new("postgres://b/b", "DATABASE_URL"), ConnectionSettings.Find(null, Variable("LOCKSTEP_CONNECTION")));
        var parts = ConnectionSettings.Find(null, Variable("LOCKSTEP_CONNECTION", "DATABASE_URL"));
        Assert.Equal("DATABASE_HOST", parts.Source);
        var read = new NpgsqlConnectionStringBuilder(parts.Text);
        Assert.Equal(("c", 5433, "d;e", "u", "it's;\"p\""), (read.Host, read.Port, read.Database, read.Username, read.Password));
    }

    [Fact]
    public void Nothing_is_guessed()
    {
        var none = Assert.Throws<LockstepException>(() => ConnectionSettings.Find(null, _ => null));
        Assert.Equal("No database is named.", none.Message);
        Assert.Contains("--connection", none.Next, StringComparison.Ordinal);
        var noName = Assert.Throws<LockstepException>(() => ConnectionSettings.Find(null, Variable("LOCKSTEP_CONNECTION", "DATABASE_URL", "DATABASE_NAME")));
        Assert.Equal("DATABASE_HOST is set, but DATABASE_NAME is not.", noName.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("five")]
    public void A_port_is_a_number(string port)
    {
        var failure = Assert.Throws<LockstepException>(() => ConnectionSettings.Find(null, name => name == "DATABASE_PORT" ? port : Variable("LOCKSTEP_CONNECTION", "DATABASE_URL")(name)));
        Assert.Equal($"DATABASE_PORT is '{port}'.", failure.Message);
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5000)]
    [InlineData("5", 5000)]
    [InlineData("1.5s", 1500)]
    [InlineData("0", 0)]
    [InlineData("10m", 600_000)]
    [InlineData("10min", 600_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("5 s", 5000)]
    public void Times_are_read_as_people_write_them(string text, double milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-5s")]
    [InlineData("s")]
    [InlineData(".")]
    [InlineData("5 days")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999h")]
    [InlineData("600h")]
    public void What_is_no_time_is_refused(string text) => Assert.Null(Durations.Parse(text));

    private static Func<string, string?> Variable(params string[] without) => name => without.Contains(name, StringComparer.Ordinal) ? null : s_all.GetValueOrDefault(name);
}
