using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Lockstep.Embedded;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Operations;

/// <summary>PostgreSQL takes what the page about the verbs says they become, in the database that the page describes.</summary>
public sealed partial class DslPageTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Every_example_runs(int version)
    {
        var page = (await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        await using var server = await Servers.StartAsync(version);
        await server.EnsureDatabaseAsync("base", TestContext.Current.CancellationToken);
        await RunAsync(server, "base", Statements(Objects().Match(page).Groups["sql"].Value).Select(statement => statement.Sql));

        var wrong = new List<string>();
        var number = 0;
        foreach (var example in Examples().Matches(page).Cast<Match>())
        {
            number++;
            if (example.Groups["since"] is { Success: true } since && int.Parse(since.Value, CultureInfo.InvariantCulture) > version) continue;
            var statements = Statements(example.Groups["sql"].Value);
            try
            {
                if (statements.All(statement => statement.Transactional && !statement.StartsStep))
                {
                    await RunAsync(server, "base", ["BEGIN", .. statements.Select(statement => statement.Sql), "ROLLBACK"]);
                }
                else
                {
                    await RunAsync(server, "postgres", [$"CREATE DATABASE example{number} TEMPLATE base"]);
                    await RunAsync(server, $"example{number}", statements.Select(statement => statement.Sql));
                }
            }
            catch (PostgresException e)
            {
                wrong.Add(e.MessageText + "\n" + example.Groups["sql"].Value);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static IReadOnlyList<SqlText> Statements(string sql) => SqlReader.Read(sql);

    private static async Task RunAsync(EmbeddedPostgres server, string database, IEnumerable<string> statements)
    {
        // No pool: a template database must have no connection.
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var sql in statements)
        {
            // A batch of one: a command on its own is cut at the semicolons of BEGIN ATOMIC … END.
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
            await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "dsl.md"));

    [GeneratedRegex("objects:\n\n```sql\n(?<sql>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Objects();

    [GeneratedRegex("```csharp\n(// since PostgreSQL (?<since>\\d+)\n)?((?!```).)*?```\n\n```sql\n(?<sql>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Examples();
}
