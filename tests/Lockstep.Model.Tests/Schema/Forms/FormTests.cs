using Lockstep.Model.Schema;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Schema.Forms;

/// <summary>What was written and what a server's catalog says of it have one normal form; what means something else has another.</summary>
public sealed class FormTests
{
    private const string Columns = """
        SELECT coalesce(string_agg(attname || E'\t' || format_type(atttypid, atttypmod), E'\n' ORDER BY attnum), '') FROM pg_attribute WHERE attrelid = 'public.it'::regclass AND attnum > 0
        """;

    private static readonly DatabaseSchema s_schema = DatabaseSchema.Empty.Apply(SqlReader.Read(FormSamples.Setup)).Schema;

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task The_catalog_has_the_same_form(int version)
    {
        await using var database = await Servers.DatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        await ScalarAsync(connection, FormSamples.Setup);
        var wrong = new List<string>();
        void Check(string written, string kept, string form, string formOfKept)
        {
            if (form != formOfKept) wrong.Add($"{written}\n  kept as {kept}\n  {form}\n  {formOfKept}");
        }

        foreach (var condition in FormSamples.Conditions.Concat(FormSamples.Alike.Select(pair => pair.Condition)))
        {
            var kept = await KeptAsync(
                connection,
                $"ALTER TABLE t ADD CONSTRAINT it CHECK ({condition}) NOT VALID",
                "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'it'");
            Check(condition, kept, Condition(condition), Condition(kept));
        }

        foreach (var (type, value) in FormSamples.Defaults)
        {
            var kept = await KeptAsync(
                connection,
                $"CREATE TABLE it (a {type} DEFAULT {value})",
                "SELECT coalesce((SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'public.it'::regclass), 'NULL')");
            Check(value, kept, Default(type, value), Default(type, kept));
        }

        foreach (var query in FormSamples.Queries.Concat(FormSamples.AlikeQueries.Select(pair => pair.Query)))
        {
            var kept = await KeptAsync(connection, "CREATE VIEW it AS " + query, "SELECT pg_get_viewdef('public.it'::regclass)");
            Check(query, kept, Query(query), Query(kept));
            var columns = await KeptAsync(connection, "CREATE VIEW it AS " + query, Columns);
            Check(query, columns, Written(columns), ColumnsOf(query, columns));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_means_something_else()
    {
        static IEnumerable<string> Same(IEnumerable<(string Text, string Form)> all) =>
            all.GroupBy(each => each.Form, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => string.Join("  =  ", group.Select(each => each.Text)));
        Assert.Empty(Same(FormSamples.Conditions.Select(each => (each, Condition(each)))));
        Assert.Empty(Same(FormSamples.Queries.Select(each => (each, Query(each)))));
    }

    [Fact]
    public void These_mean_the_same()
    {
        Assert.All(FormSamples.Alike, pair => Assert.Equal(Condition(pair.Same), Condition(pair.Condition)));
        Assert.All(FormSamples.AlikeQueries, pair => Assert.Equal(Query(pair.Same), Query(pair.Query)));
    }

    private static string Written(string columns) =>
        string.Join('\n', columns.Split('\n').Select(column => column.Split('\t')).Select(column => column[0] + " " + (column.Length > 1 ? TypeNames.Canonical(column[1], new FormContext(s_schema).FindType) : "")));

    /// <summary>The columns that the reader finds; where it can't tell the type, the one that is there.</summary>
    private static string ColumnsOf(string query, string there)
    {
        var types = Written(there).Split('\n').Select(column => column[(column.LastIndexOf(' ') + 1)..]).ToList();
        var columns = Expressions.ReadQuery(new(s_schema), query)!.Value.Query.Columns;
        return string.Join('\n', columns.Select((column, at) => column.Name + " " + (column.Type.IsUntold && at < types.Count ? types[at] : column.Type)));
    }

    private static string Condition(string condition) =>
        Expressions.FormOf(new(s_schema), condition, Scope.Of(s_schema.FindTable(new(null, "t"))!, "t"), SqlType.Bool);

    private static string Default(string type, string value) => Expressions.FormOf(new(s_schema), value, new(), SqlType.Parse(TypeNames.Canonical(type, new FormContext(s_schema).FindType)));

    private static string Query(string query) => Expressions.FormOfQuery(new(s_schema), query);

    private static async Task<string> KeptAsync(NpgsqlConnection connection, string make, string look)
    {
        await ScalarAsync(connection, "BEGIN");
        try
        {
            await ScalarAsync(connection, make);
            await ScalarAsync(connection, "SET LOCAL search_path = ''");
            return (string)(await ScalarAsync(connection, look))!;
        }
        catch (PostgresException e)
        {
            return "refused: " + e.MessageText;
        }
        finally
        {
            await ScalarAsync(connection, "ROLLBACK");
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
