namespace Lockstep.Embedded.Tests;

/// <summary>The pure parts.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("embedded", null, "lockstep", null)]
    [InlineData(" Embedded ", null, "lockstep", null)]
    [InlineData("embedded?version=17", null, "lockstep", 17)]
    [InlineData("embedded:.lockstep/pg", ".lockstep/pg", "lockstep", null)]
    [InlineData("embedded:.lockstep/pg?database=shop&version=15", ".lockstep/pg", "shop", 15)]
    [InlineData(@"embedded:C:\work\pg?database=a%20b", @"C:\work\pg", "a b", null)]
    [InlineData(@"embedded:\\server\share\pg", @"\\server\share\pg", "lockstep", null)]
    [InlineData("embedded:/a=b/c&d", "/a=b/c&d", "lockstep", null)]
    public void Texts_are_read_and_written_back(string text, string? directory, string database, int? version)
    {
        var target = EmbeddedTarget.Parse(text);
        Assert.Equal(new EmbeddedTarget(directory, database, version), target);
        Assert.Equal(target, EmbeddedTarget.Parse(target!.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Host=embedded;Database=x")]
    [InlineData("embeddedserver")]
    public void Ordinary_connection_strings_are_none(string? text)
    {
        Assert.False(EmbeddedTarget.IsEmbedded(text));
        Assert.Null(EmbeddedTarget.Parse(text));
    }

    [Theory]
    [InlineData("embedded:", "no folder")]
    [InlineData("embedded:?version=17", "no folder")]
    [InlineData("embedded?versoin=17", "no option 'versoin'")]
    [InlineData("embedded?version=9", "'9' is no major version")]
    [InlineData("embedded?version=17.4", "'17.4' is no major version")]
    [InlineData("embedded?database=", "'database' has no value")]
    public void Mistakes_are_told(string text, string what)
    {
        var failure = Assert.Throws<EmbeddedPostgresException>(() => EmbeddedTarget.Parse(text));
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains("next:", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".lockstep/pg", "/src/shop", false, "/src/shop/.lockstep/pg")]
    [InlineData("/var/pg", "/src/shop", false, "/var/pg")]
    [InlineData("~/pg", "/src/shop", false, "/home/ann/pg")]
    [InlineData("C:\\pg", "/src/shop", false, "/src/shop/C:\\pg")]
    [InlineData("pg", @"D:\src", true, @"D:\src\pg")]
    [InlineData(@"C:\pg", @"D:\src", true, @"C:\pg")]
    [InlineData("C:/pg", @"D:\src", true, "C:/pg")]
    [InlineData(@"\pg", @"D:\src", true, @"D:\pg")]
    [InlineData(@"\\server\share\pg", @"D:\src", true, @"\\server\share\pg")]
    [InlineData(@"~\pg", @"D:\src", true, @"C:\Users\ann\pg")]
    public void Folders_are_made_full_by_the_systems_rules(string directory, string start, bool windows, string expected)
        => Assert.Equal(expected, EmbeddedTarget.Resolve(directory, start, windows ? @"C:\Users\ann" : "/home/ann", windows));

    [Fact]
    public void A_folder_relative_to_a_drives_current_folder_is_refused()
        => Assert.Contains(@"write C:\", Assert.Throws<EmbeddedPostgresException>(() => EmbeddedTarget.Resolve("C:pg", @"D:\src", @"C:\Users\ann", windows: true)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/srv/x-1", "/srv/x-1")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("", "''")]
    public void Words_are_quoted_for_a_shell(string word, string expected) => Assert.Equal(expected, Shell.QuotePosix(word));

    [Fact]
    public void Psql_on_windows_takes_the_password_from_its_file()
    {
        var address = new ServerAddress("127.0.0.1", 5433, "secret", SocketDirectory: null, @"C:\pg dir\pgpass.conf");
        Assert.Equal(
            """& "C:\Program Files\psql.exe" "host=127.0.0.1 port=5433 user=postgres dbname='shop' passfile='C:\\pg dir\\pgpass.conf'" """.Trim(),
            PsqlText.Command(@"C:\Program Files\psql.exe", address, "shop", windows: true));
    }

    [Fact]
    public void Settings_are_quoted()
        => Assert.Equal("search_path = 'a, ''b'' \\\\c'\n", ServerSettings.Render([("search_path", @"a, 'b' \c")]));

    [Theory]
    [InlineData("a b", "1")]
    [InlineData("", "1")]
    [InlineData("work_mem", "1\nfsync = off")]
    public void Settings_that_are_none_are_refused(string name, string value)
        => Assert.Throws<EmbeddedPostgresException>(() => ServerSettings.Render([(name, value)]));

    [Fact]
    public void The_servers_own_file_is_read()
    {
        const string Text = "4711\n/data\n1763697600\n5432\n/run/x\n\n  2949126         5\nready   \n";
        Assert.Equal(new PostmasterFile(4711, DateTimeOffset.FromUnixTimeSeconds(1763697600), IsReady: true), PostmasterFile.Parse(Text));
        Assert.False(PostmasterFile.Parse(Text.Replace("ready", "starting", StringComparison.Ordinal))!.IsReady);
        Assert.Null(PostmasterFile.Parse("4711\n/da"));
    }

    [Theory]
    [InlineData(null, new[] { "/tmp", "/var/tmp" })]
    [InlineData("/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/", new[] { "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T", "/tmp", "/var/tmp" })]
    [InlineData("/home/somebody/with/a/very/long/path/that/leaves/no/room/for/the/name/of/a/socket", new[] { "/tmp", "/var/tmp" })]
    [InlineData("/with space", new[] { "/tmp", "/var/tmp" })]
    [InlineData("relative", new[] { "/tmp", "/var/tmp" })]
    public void Sockets_get_a_short_path(string? temporary, string[] expected) => Assert.Equal(expected, EmbeddedFolders.TemporaryBases(temporary));

    [Theory]
    [InlineData("4711 (postgres) S 1 4711", false)]
    [InlineData("4711 (Z) a) Z 1 4711", true)]
    public void Processes_that_ended_unasked_for_are_known(string stat, bool expected) => Assert.Equal(expected, Zombie.IsStat(stat));

    [Fact]
    public void Users_are_read_from_passwd()
    {
        var users = PasswdFile.Parse(["root:x:0:0:root:/root:/bin/sh", "# comment", "postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash", "broken:x:many:1"]);
        Assert.Equal(new PasswdFile.User("postgres", 101, 104), users["postgres"]);
        Assert.DoesNotContain("broken", users.Keys);
    }
}
