using Lockstep.Generator.SqlFiles;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Generator.Tests.SqlFiles;

public sealed class SqlFileReaderTests
{
    private const string Sample = """
        -- name: Add users.email
        -- ticket: OPS-142
        -- single-transaction
        -- deprecates: users.login, users.phone
        /* free
           text */
        -- Why: they sign in by e-mail.
        -- up
        ALTER TABLE users ADD COLUMN email text;
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
        -- down
        SELECT 1
        $$;

        -- DOWN
        DROP FUNCTION f();
        ALTER TABLE users DROP COLUMN email
        """;

    [Fact]
    public void Headers_and_parts_are_read()
    {
        var text = Sample.ReplaceLineEndings("\n");
        var file = SqlFileReader.Read("migrations/0007_x.sql", text);

        Assert.Empty(file.Problems);
        Assert.Equal((7, "Add users.email", "OPS-142", true), (file.Version, file.Name, file.Headers.Ticket, file.Headers.SingleTransaction));
        Assert.Equal(["users.login", "users.phone"], file.Headers.Deprecates);
        Assert.Equal(9, file.Up.Line);
        Assert.Equal("ALTER TABLE users ADD COLUMN email text;\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n-- down\nSELECT 1\n$$;", Text(file.Up, text));
        Assert.Equal(16, file.Down!.Line);
        Assert.Equal("DROP FUNCTION f();\nALTER TABLE users DROP COLUMN email", Text(file.Down, text));
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("SELECT 1", "SELECT 1", null)]
    [InlineData("-- up\nSELECT 1", "SELECT 1", null)]
    [InlineData("--UP\nSELECT 1;\n  --   Down  \nSELECT 2", "SELECT 1;", "SELECT 2")]
    [InlineData("-- up\r\nSELECT 1\r\n-- down\r\n", "SELECT 1", "")]
    [InlineData("-- up\rSELECT 1\r-- down\rSELECT 2", "SELECT 1", "SELECT 2")]
    [InlineData("SELECT 1; -- down\nSELECT 2", "SELECT 1; -- down\nSELECT 2", null)]
    [InlineData("SELECT '\n-- down\n'", "SELECT '\n-- down\n'", null)]
    [InlineData("/*\n-- up\n*/ SELECT 1", "SELECT 1", null)]
    [InlineData("-- rolled back by hand: down\nSELECT 1", "SELECT 1", null)]
    [InlineData("-- name: x\n-- backfill\nDELETE FROM t", "-- backfill\nDELETE FROM t", null)]
    [InlineData("-- up\n\n  -- backfill workers=2\n-- Why: so\nDELETE FROM t;\n-- backfill\n-- down\n-- backfill\nDELETE FROM u", "-- backfill workers=2\n-- Why: so\nDELETE FROM t;", "-- backfill\nDELETE FROM u")]
    [InlineData("-- backfill\n-- up\nSELECT 1\n-- down\n-- backfill", "SELECT 1", "")]
    public void Parts_are_what_stands_under_the_markers(string text, string up, string? down)
    {
        var file = SqlFileReader.Read("1_x.sql", text);
        Assert.Empty(file.Problems);
        Assert.Equal((up, down), (Text(file.Up, text), file.Down is null ? null : Text(file.Down, text)));
    }

    [Theory]
    [InlineData("-- down\nSELECT 1", "-- down", "Marker: '-- down' stands here without '-- up'")]
    [InlineData("SELECT 1;\n-- down\nSELECT 1", "-- down", "Marker: '-- down' stands here without '-- up'")]
    [InlineData("SELECT 1;\n-- up\nSELECT 1", "-- up", "Marker: Statements stand above '-- up'")]
    [InlineData("-- up\n--  up\nSELECT 1", "--  up", "Marker: '-- up' stands here a second time")]
    [InlineData("-- up\n-- down\n--  down\nSELECT 1", "--  down", "Marker: '-- down' stands here a second time")]
    [InlineData("-- up\n-- down\n--  up\nSELECT 1", "--  up", "Marker: '-- up' stands below '-- down'")]
    [InlineData("-- +goose Up\nSELECT 1", "-- +goose Up", "Marker: '+goose Up' is no marker")]
    [InlineData("-- up\nSELECT 1;\n-- migrate:down\nSELECT 1", "-- migrate:down", "Marker: 'migrate:down' is no marker, so the statements under it would be a part of what stands above; write '-- down'")]
    [InlineData("-- up\nSELECT 1;\n-- Down:\nSELECT 1", "-- Down:", "Marker: 'Down:' is no marker")]
    [InlineData("-- tikcet: OPS-1\nSELECT 1", "tikcet", "Header: 'tikcet' is no header; write '-- ticket: …'")]
    [InlineData("-- deprecated : a.b\nSELECT 1", "deprecated ", "Header: 'deprecated' is no header; write '-- deprecates: …'")]
    [InlineData("-- single transaction\nSELECT 1", "single transaction", "Header: 'single transaction' is no header; write '-- single-transaction'")]
    [InlineData("-- author: me\nSELECT 1", "author", "Header: 'author' is no header; the headers are name, ticket, checkpoint, single-transaction and deprecates")]
    [InlineData("-- up\n-- author: me\nSELECT 1", "author", "Header: 'author' is no header")]
    [InlineData("-- ticket:\nSELECT 1", "ticket", "Header: 'ticket' has no value")]
    [InlineData("-- single-transaction: no\nSELECT 1", "single-transaction", "Header: 'single-transaction' takes no value")]
    [InlineData("-- deprecates: users.\nSELECT 1", "deprecates", "Header: 'users.' is no name; write '-- deprecates: table.column', or the table's name")]
    [InlineData("-- deprecates: users.email, \nSELECT 1", "deprecates", "Header: '' is no name; write '-- deprecates: table.column', or the table's name")]
    [InlineData("-- name: a\n-- Name: b\nSELECT 1", "Name", "Header: 'name' stands here a second time")]
    [InlineData("-- up\nSELECT 'it''s\n;\n-- down\nSELECT 1", "'it''s", "Unterminated: What starts here has no end, so all that follows is a part of it; close the quote")]
    [InlineData("-- up\nDO $x$ BEGIN\nEND $y$;", "$x$ BEGIN", "Unterminated: ")]
    [InlineData("SELECT 1; /* so", "/* so", "Unterminated: What starts here has no end, so all that follows is a part of it; close the comment")]
    [InlineData("SELECT E'", "E'", "Unterminated: ")]
    public void What_is_wrong_is_told_at_its_place(string text, string place, string problem)
    {
        var found = Assert.Single(SqlFileReader.Read("1_x.sql", text).Problems);
        Assert.Equal(place, text.Substring(found.Start, found.Length));
        Assert.StartsWith(problem, found.Kind + ": " + found.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- Note: slow\n-- see https://example.org\n-- the order matters: first a\n-- vim: ts=4\n-- lockstep: allow LS2001 because small\nSELECT 1")]
    [InlineData("SELECT 1;\n-- author: me\nSELECT 2")]
    [InlineData("-- up\nSELECT 1;\n-- down\n-- why: so\nSELECT 2")]
    [InlineData("-- name\nSELECT \"\" ")]
    [InlineData("SELECT $")]
    public void Prose_is_no_header(string text) => Assert.Empty(SqlFileReader.Read("1_x.sql", text).Problems);

    [Theory]
    [InlineData("add.sql", "\n  -- up  \nSELECT 1", "-- up", "'add.sql' is no name for a migration: ")]
    [InlineData("a/0007.sql", "", "", "'0007.sql' does not say what the migration changes; ")]
    public void A_bad_file_name_is_told_on_the_first_line(string path, string text, string place, string problem)
    {
        var found = Assert.Single(SqlFileReader.Read(path, text).Problems);
        Assert.Equal(place, text.Substring(found.Start, found.Length));
        Assert.StartsWith(problem, found.Text, StringComparison.Ordinal);
        Assert.Equal(SqlFileProblemKind.FileName, found.Kind);
    }

    [Fact]
    public void Only_a_header_may_be_wrong_in_a_migration_that_runs()
    {
        Assert.True(SqlFileReader.Read("7.sql", "-- name: n\n-- tikcet: t").IsMigration);
        Assert.False(SqlFileReader.Read("7.sql", "").IsMigration);
        Assert.False(SqlFileReader.Read("7_n.sql", "-- down").IsMigration);
        Assert.False(SqlFileReader.Read("7_n.sql", "'").IsMigration);
    }

    [Fact]
    public void No_half_written_file_breaks_the_reader()
    {
        for (var length = 0; length <= Sample.Length; length++)
        {
            var text = Sample[..length];
            var file = SqlFileReader.Read("0007_x.sql", text);
            Assert.All(file.Problems, problem => Assert.InRange(problem.Start + problem.Length, problem.Start, text.Length));
            Assert.InRange(file.Up.End, file.Up.Start, text.Length);
            Assert.NotEmpty(SqlFileFingerprint.Of(file, text));
        }
    }

    private static string Text(SqlFilePart part, string text) => text.Substring(part.Start, part.Length);
}
