using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Linting;

/// <summary><c>--fix</c> of changes of many rows: what it writes is run, and leaves the rows that the plain statement leaves.</summary>
public sealed class LintBackfillTests(TestServer server)
{
    private const string Tables = "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, code int NOT NULL UNIQUE, note text);\nCREATE TABLE other (id int PRIMARY KEY, name text);\n";
    private const string Base = "-- Rows.\n-- up\n" + Tables + "-- down\nDROP TABLE other;\nDROP TABLE t;\n";
    private const string Rows = "SELECT string_agg(concat_ws(' ', id, n, code, note), ',' ORDER BY id) FROM t";

    [Theory]
    [InlineData("UPDATE t SET n = n + 1;", "-- backfill\nUPDATE t SET n = n + 1;")]
    [InlineData("  update only t as x\n  set note = 'x' -- marked\n  where x.n > 10;", "  -- backfill\n  update only t as x\n  set note = 'x' -- marked\n  where x.n > 10;")]
    [InlineData("UPDATE t SET id = -id WHERE n > 5;", "-- backfill key=code\nUPDATE t SET id = -id WHERE n > 5;")]
    [InlineData("UPDATE t SET note = o.name FROM other o WHERE o.id = t.id;", "-- backfill\nUPDATE t SET note = o.name FROM other o WHERE o.id = t.id;")]
    [InlineData("DELETE FROM t USING other o WHERE o.id = t.id OR n < 3;", "-- backfill\nDELETE FROM t USING other o WHERE o.id = t.id OR n < 3;")]
    [InlineData("SELECT 1; UPDATE t SET n = 0 WHERE n > 5;", "SELECT 1; \n-- backfill\nUPDATE t SET n = 0 WHERE n > 5;")]
    [InlineData("BEGIN;\nUPDATE t SET n = 0 WHERE n > 5;\nCOMMIT;", "-- backfill\nUPDATE t SET n = 0 WHERE n > 5;")]
    public async Task It_becomes_a_backfill_that_changes_the_same_rows(string bad, string good)
    {
        using var folder = LintFolder.With(("0001_base.sql", Base), ("0002_rows.sql", $"-- Rows change.\n-- up\n{bad}\n-- down\nSELECT 1;\n"));
        folder.Write(".editorconfig", "root = true\n");
        await folder.LintAsync("--fix", "--rule", "LS4030", "--rule", "LS4032", ".");
        Assert.Equal($"-- Rows change.\n-- up\n{good}\n-- down\nSELECT 1;\n", folder.Read("0002_rows.sql"));
        Assert.DoesNotContain("LS403", (await folder.LintAsync(".")).Output, StringComparison.Ordinal);

        await using var plain = await server.CreateAsync();
        await using var batched = await server.CreateAsync();
        foreach (var database in new[] { plain, batched })
        {
            await database.RunAsync([.. Tables.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), "INSERT INTO t SELECT i, i % 20, 5000 + i FROM generate_series(1, 3000) i", "INSERT INTO other SELECT i * 2, 'o' || i FROM generate_series(1, 1000) i"]);
        }

        await plain.RunAsync(bad.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, await batched.MigrateAsync(Sql(2, good)));
        Assert.Equal(await plain.RunAsync(Rows), await batched.RunAsync(Rows));
        Assert.Contains(batched.Events, happened => happened.Event == "backfilled");
    }

    [Theory]
    [InlineData("0002_rows.sql", "-- up\nUPDATE t SET id = id + 1, code = code + 1;\n-- down\nSELECT 1;\n")]
    [InlineData("0002_rows.sql", "-- up\nUPDATE unknown SET id = id + 1;\n-- down\nSELECT 1;\n")]
    [InlineData("0002_rows.sql", "-- single-transaction\n-- up\nUPDATE t SET n = n + 1;\n-- down\nSELECT 1;\n")]
    [InlineData("script.sql", "UPDATE t SET n = n + 1;\n")]
    public async Task Where_no_backfill_can_do_it_it_stays(string name, string text)
    {
        using var folder = LintFolder.With(("0001_base.sql", Base), (name, text));
        folder.Write(".editorconfig", "root = true\n");
        await folder.LintAsync("--fix", "--rule", "LS4030", ".");
        Assert.Equal(text, folder.Read(name));
    }
}
