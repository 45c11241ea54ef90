namespace Lockstep.Tests.Linting;

/// <summary><c>--fix</c> where the safe way is more than a word: several statements, and files of their own.</summary>
public sealed class LintSafeFormTests
{
    private const string Base = """
        -- Users, and what they order.
        -- up
        CREATE TABLE users (id bigint PRIMARY KEY, login text, age int);
        CREATE TABLE orders (id bigint NOT NULL, user_id bigint, number text, total int, doc text);
        CREATE INDEX orders_user_id ON orders (user_id);
        -- down
        DROP TABLE orders;
        DROP TABLE users;

        """;

    private const string Bad = """
        -- Orders get their rules.
        -- up

        -- who ordered it
        ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id); -- by id
        alter table orders add constraint total_positive check (total > 0), add column note text;
        ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number);
          ALTER TABLE users ALTER COLUMN login SET NOT NULL;
        -- down
        ALTER TABLE users ALTER COLUMN login DROP NOT NULL;
        ALTER TABLE orders DROP CONSTRAINT orders_number;
        ALTER TABLE orders DROP CONSTRAINT total_positive, DROP COLUMN note;
        ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

        """;

    private const string Good = """
        -- Orders get their rules.
        -- up

        -- who ordered it
        ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID; -- by id
        alter table orders add constraint total_positive check (total > 0) not valid, add column note text;
        CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);
        ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE USING INDEX orders_number;
          ALTER TABLE users ADD CONSTRAINT users_login_not_null CHECK (login IS NOT NULL) NOT VALID;
        -- down
        ALTER TABLE users DROP CONSTRAINT users_login_not_null;
        ALTER TABLE orders DROP CONSTRAINT orders_number;
        ALTER TABLE orders DROP CONSTRAINT total_positive, DROP COLUMN note;
        ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

        """;

    [Fact]
    public async Task What_is_left_to_do_is_done_by_the_next_migrations()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_rules.sql", Bad));
        var result = await folder.LintAsync("--fix", ".");
        Assert.Equal(
            (0, "No findings in 5 files.\n", "Fixed 4 findings in 0002_rules.sql, 0003_validate_orders_user_id_fkey.sql, 0004_validate_total_positive.sql, 0005_make_users_login_not_null.sql.\n"),
            (result.ExitCode, result.Output, result.Error));
        Assert.Equal(Good, folder.Read("0002_rules.sql"));
        Assert.Equal(
            "-- Follows 0002_rules.sql: validate orders_user_id_fkey.\n-- up\nALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_fkey;\n-- down\n" +
            "ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;\n" +
            "ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;\n",
            folder.Read("0003_validate_orders_user_id_fkey.sql"));
        Assert.Equal(
            "-- Follows 0002_rules.sql: make users.login NOT NULL.\n-- up\nALTER TABLE users VALIDATE CONSTRAINT users_login_not_null;\n-- step\n" +
            "ALTER TABLE users ALTER COLUMN login SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT users_login_not_null;\n-- down\n" +
            "ALTER TABLE users ADD CONSTRAINT users_login_not_null CHECK (login IS NOT NULL) NOT VALID;\nALTER TABLE users ALTER COLUMN login DROP NOT NULL;\n",
            folder.Read("0005_make_users_login_not_null.sql"));
        var again = await folder.LintAsync("--fix", ".");
        Assert.Equal((0, "No findings in 5 files.\n", ""), (again.ExitCode, again.Output, again.Error));
    }

    [Fact]
    public async Task The_difference_has_the_new_files_and_git_applies_it()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_rules.sql", Bad));
        var result = await folder.LintAsync("--diff", ".");
        Assert.EndsWith("\n", result.Output, StringComparison.Ordinal);
        folder.Write("patch", result.Output);
        var applied = await folder.RunAsync("git", ["apply", "patch"]);
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        Assert.Equal(Good, folder.Read("0002_rules.sql"));
        Assert.EndsWith("There is nothing that --fix would change.\n", (await folder.LintAsync("--diff", ".")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_is_written_from_Up_when_that_is_mended()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_a.sql", "-- A note.\n-- up\nALTER TABLE users ADD COLUMN note text;\nCREATE INDEX users_note ON users (note) -- by note"));
        await folder.LintAsync("--fix", ".");
        Assert.Equal(
            "-- A note.\n-- up\nALTER TABLE users ADD COLUMN note text;\nCREATE INDEX CONCURRENTLY users_note ON users (note); -- by note\n" +
            "-- down\nDROP INDEX CONCURRENTLY users_note;\nALTER TABLE users DROP COLUMN note;\n",
            folder.Read("0002_a.sql"));
        Assert.EndsWith("There is nothing that --fix would change.\n", (await folder.LintAsync("--diff", ".")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- down\n", "-- down\nALTER TABLE users DROP COLUMN b;\nALTER TABLE users DROP COLUMN a;\n")]
    [InlineData("-- down\nALTER TABLE users DROP COLUMN b;\n", "-- down\nALTER TABLE users DROP COLUMN b;\nALTER TABLE users DROP COLUMN a;\n")]
    [InlineData("-- down\r\nALTER TABLE users DROP COLUMN b;\r\n", "-- down\r\nALTER TABLE users DROP COLUMN b;\r\nALTER TABLE users DROP COLUMN a;\r\n")]
    [InlineData("-- down\nALTER TABLE users DROP COLUMN b; -- b goes\n", null)]
    [InlineData("-- down\nDELETE FROM users;\nALTER TABLE users DROP COLUMN b;\n", null)]
    public async Task A_Down_that_does_not_lead_back_is_written_anew_if_it_says_nothing_else(string down, string? good)
    {
        var newLine = down.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n";
        var up = string.Join(newLine, "-- Two columns.", "-- up", "ALTER TABLE users ADD COLUMN a text;", "ALTER TABLE users ADD COLUMN b text;", "");
        using var folder = Folder(("0001_base.sql", Base), ("0002_a.sql", up + down));
        await folder.LintAsync("--fix", ".");
        Assert.Equal(up + (good ?? down), folder.Read("0002_a.sql"));
    }

    [Fact]
    public async Task What_Down_does_not_bring_back_is_said_and_goes_with_what_is_put_off()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_a.sql", "-- Free.\n-- up\nALTER TABLE users DROP COLUMN age;\nALTER TABLE users ADD COLUMN d int;\n-- down\nALTER TABLE users DROP COLUMN d;\n"));
        await folder.LintAsync("--fix", "--rule", "LS1002", ".");
        Assert.EndsWith("-- down\n-- Not brought back: the values of users.age.\nALTER TABLE users DROP COLUMN d;\nALTER TABLE users ADD COLUMN age int4;\n", folder.Read("0002_a.sql"), StringComparison.Ordinal);
        await folder.LintAsync("--fix", ".");
        Assert.EndsWith("-- down\nALTER TABLE users DROP COLUMN d;\n", folder.Read("0002_a.sql"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Down_what_would_be_a_later_migration_is_a_step()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_a.sql", "-- Free.\n-- up\nALTER TABLE users DROP CONSTRAINT IF EXISTS adult;\n-- down\nALTER TABLE users ADD CONSTRAINT adult CHECK (age > 17);\n"));
        await folder.LintAsync("--fix", ".");
        Assert.EndsWith(
            "-- down\nALTER TABLE users ADD CONSTRAINT adult CHECK (age > 17) NOT VALID;\n-- step\nALTER TABLE users VALIDATE CONSTRAINT adult;\n",
            folder.Read("0002_a.sql"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.sql", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c", null)]
    [InlineData("a.sql", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0); -- why\n", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; -- why\nALTER TABLE t VALIDATE CONSTRAINT c;\n", null)]
    [InlineData("a.sql", "BEGIN;\nALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);\nCOMMIT; -- so\n", "BEGIN;\nALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nCOMMIT; -- so\nALTER TABLE t VALIDATE CONSTRAINT c;\n", null)]
    [InlineData("a.sql", "BEGIN;\nCREATE INDEX i ON t (a);\nCOMMIT;\n", "CREATE INDEX CONCURRENTLY i ON t (a);\n", null)]
    [InlineData("a.sql", "BEGIN;\nCREATE INDEX i ON t (a);\nALTER TABLE u ADD COLUMN b int;\nCOMMIT;\n", "BEGIN;\nALTER TABLE u ADD COLUMN b int;\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON t (a);\n", null)]
    [InlineData("a.sql", "CREATE INDEX ON t (a);\n", "CREATE INDEX CONCURRENTLY t_a_idx ON t (a);\n", null)]
    [InlineData("a.sql", "drop index a, b;\n", "DROP INDEX CONCURRENTLY a;\nDROP INDEX CONCURRENTLY b;\n", null)]
    [InlineData("V7__a.sql", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);\n", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\n", "V8__validate_c.sql")]
    [InlineData("2026_11_21_2359_a.sql", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);\n", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\n", "2026_11_22_0000_validate_c.sql")]
    [InlineData("20261121235959-a.sql", "-- +goose Up\nALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);\n-- +goose Down\nALTER TABLE t DROP CONSTRAINT c;\n", "-- +goose Up\nALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\n-- +goose Down\nALTER TABLE t DROP CONSTRAINT c;\n", "20261122000000-validate-c.sql")]
    public async Task Plain_scripts_are_numbered_like_their_siblings_or_go_on_below(string name, string bad, string good, string? next)
    {
        using var folder = Folder((name, bad));
        await folder.LintAsync("--fix", ".");
        Assert.Equal(good, folder.Read(name));
        Assert.Equal(next, Directory.GetFiles(folder.Path, "*.sql").Select(Path.GetFileName).SingleOrDefault(file => file != name));
        Assert.EndsWith("There is nothing that --fix would change.\n", (await folder.LintAsync("--diff", ".")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c /* why */ UNIQUE (a);\n")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c UNIQUE (:column);\n")]
    [InlineData("DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0); END $$;\n")]
    [InlineData("-- single-transaction\n-- up\nALTER TABLE t ADD CONSTRAINT c UNIQUE (a);\n-- down\nALTER TABLE t DROP CONSTRAINT c;\n")]
    public async Task What_can_not_be_kept_is_left_alone(string text)
    {
        using var folder = Folder(("1_a.sql", text));
        await folder.LintAsync("--fix", ".");
        Assert.Equal(text, folder.Read("1_a.sql"));
    }

    [Fact]
    public async Task What_the_rest_of_the_file_needs_is_not_put_off()
    {
        const string text = "-- Anew.\n-- up\nALTER TABLE users DROP COLUMN age;\nALTER TABLE users ADD COLUMN age text;\n-- down\nALTER TABLE users DROP COLUMN age;\nALTER TABLE users ADD COLUMN age int;\n";
        using var folder = Folder(("0001_base.sql", Base), ("0002_a.sql", text));
        await folder.LintAsync("--fix", ".");
        Assert.Equal(text, folder.Read("0002_a.sql"));
    }

    [Fact]
    public async Task A_new_name_comes_with_a_column_that_is_kept_alike_and_what_is_deprecated_goes_later()
    {
        const string text = "-- Plainer.\n-- up\nALTER TABLE users RENAME COLUMN login TO name;\nALTER TABLE orders DROP COLUMN doc;\n-- down\nALTER TABLE orders ADD COLUMN doc text;\nALTER TABLE users RENAME COLUMN name TO login;\n";
        using var folder = Folder(("0001_base.sql", Base), ("0002_a.sql", text));
        var result = await folder.LintAsync("--fix", ".");
        Assert.Equal("No findings in 4 files.\n", result.Output);
        var fixedText = folder.Read("0002_a.sql");
        Assert.Contains("-- deprecates: users.login\n", fixedText, StringComparison.Ordinal);
        Assert.Contains("-- deprecates: orders.doc\n", fixedText, StringComparison.Ordinal);
        Assert.Contains("\nALTER TABLE users ADD COLUMN name text;\nCREATE FUNCTION users_login_name_sync()\n", fixedText, StringComparison.Ordinal);
        Assert.EndsWith("\n-- down\nDROP TRIGGER users_login_name_sync ON users;\nDROP FUNCTION users_login_name_sync();\nALTER TABLE users DROP COLUMN name;\n", fixedText, StringComparison.Ordinal);
        Assert.StartsWith(
            "-- Follows 0002_a.sql: drop users.login for name.\n-- Deploy it only when this is so: no running version of the application names users.login.\n-- up\nDROP TRIGGER users_login_name_sync ON users;\n",
            folder.Read("0003_drop_users_login_for_name.sql"),
            StringComparison.Ordinal);
        Assert.EndsWith("-- up\nALTER TABLE orders DROP COLUMN doc;\n-- down\nALTER TABLE public.orders ADD COLUMN doc text;\n", folder.Read("0004_drop_orders_doc.sql"), StringComparison.Ordinal);
        Assert.Equal("There is nothing that --fix would change.\n", (await folder.LintAsync("--diff", ".")).Error);
    }

    [Fact]
    public async Task Only_what_some_rules_find_is_mended_if_one_asks_for_that()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_rules.sql", Bad));
        Assert.Equal("Fixed 2 findings in 0002_rules.sql, 0003_validate_total_positive.sql.\n", (await folder.LintAsync("--fix", "--rule", "LS2023", "--rule", "LS2025", ".")).Error);
        Assert.Contains("\n  ALTER TABLE users ALTER COLUMN login SET NOT NULL;\n", folder.Read("0002_rules.sql"), StringComparison.Ordinal);
        var wrong = await folder.LintAsync("--fix", "--rule", "LS8888", ".");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--rule LS8888: there is no rule of that id", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_that_can_not_be_written_nothing_is_begun()
    {
        using var folder = Folder(("0001_base.sql", Base), ("0002_rules.sql", Bad));
        File.SetAttributes(folder.PathOf("0002_rules.sql"), FileAttributes.ReadOnly);
        var result = await folder.LintAsync("--fix", ".");
        File.SetAttributes(folder.PathOf("0002_rules.sql"), FileAttributes.Normal);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Cannot write 0002_rules.sql: it is read-only.", result.Error, StringComparison.Ordinal);
        Assert.Equal(["0001_base.sql", "0002_rules.sql"], Directory.GetFiles(folder.Path, "*.sql").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Bad, folder.Read("0002_rules.sql"));
    }

    private static LintFolder Folder(params (string Name, string Text)[] files)
    {
        var folder = LintFolder.With(files);
        folder.Write(".editorconfig", "root = true\n");
        return folder;
    }
}
