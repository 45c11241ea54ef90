using System.Globalization;
using Lockstep.Model.Operations;
using Npgsql;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>Columns that move while an application goes on writing.</summary>
public sealed class ColumnMoveServerTests
{
    private const string Schema = """
        CREATE TABLE made (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text NOT NULL, code int, UNIQUE (code));
        CREATE INDEX made_code ON made (code, v);
        INSERT INTO made (v) SELECT '' FROM generate_series(1, 3500) i;
        """;

    [Theory]
    [InlineData(15, "LS2050", "ALTER TABLE made ALTER id TYPE bigint")]
    [InlineData(18, "LS2050", "ALTER TABLE made ALTER id TYPE bigint")]
    [InlineData(16, "LS2050", "ALTER TABLE made ALTER code TYPE bigint")]
    [InlineData(17, "LS3003", "ALTER TABLE made RENAME code TO number")]
    public async Task What_is_written_meanwhile_is_there_at_the_end(int version, string rule, string statement)
    {
        await using var database = await Servers.DatabaseAsync(version);
        var one = new FormCase(rule, Schema, statement);
        await using var runner = await FormServerTests.OpenAsync(database, one);
        await using var writer = await database.OpenAsync();

        var application = new Application(writer);
        var writing = application.RunAsync();
        await application.GoOnAsync();
        var (form, _) = one.Form(version);
        await RunAsync(one.First(version));
        var column = rule == "LS3003" ? "number" : "code";
        application.Column = column;
        await application.GoOnAsync();
        // There, back, and there again.
        await RunAsync(form.Later[0].Up);
        await FormServerTests.ExecuteAsync(runner, $"UPDATE made SET {column} = NULL WHERE id = 3501");
        await RunAsync(form.Later[0].Down);
        foreach (var later in form.Later) await RunAsync(later.Up);
        application.Stop();
        await writing;

        Assert.Equal(["True"], await FormServerTests.LinesAsync(runner, $"SELECT count(*) = {3500 + application.Count} AND count(DISTINCT id) = count(*) AND max(id) = count(*) AND sum(length(v)) = {2 * application.Count} FROM made"));
        // Each row has the number that it got, whatever its column was called then.
        Assert.Equal(["True"], await FormServerTests.LinesAsync(runner, $"SELECT count({column}) = {application.Count - 1} AND bool_and({column} = id) FROM made WHERE id > 3500"));

        async Task RunAsync(IEnumerable<Operation> operations)
        {
            foreach (var step in Steps(operations))
            {
                await FormServerTests.RunAsync(runner, step);
                await application.GoOnAsync();
            }
        }
    }

    /// <summary>What is committed together.</summary>
    private static List<List<Operation>> Steps(IEnumerable<Operation> operations)
    {
        var steps = new List<List<Operation>>();
        foreach (var operation in operations)
        {
            if (steps.Count == 0 || operation.StartsStep || !operation.Transactional || !steps[^1][^1].Transactional) steps.Add([]);
            steps[^1].Add(operation);
        }

        return steps;
    }

    /// <summary>Adds a row and changes an older one, over and over.</summary>
    private sealed class Application(NpgsqlConnection connection)
    {
        private volatile int _count;
        private volatile bool _isOver;
        private Task _writing = Task.CompletedTask;

        /// <summary>How many rows it has added.</summary>
        public int Count => _count;

        /// <summary>What it calls the column that has a row's number.</summary>
        public string Column { get; set; } = "code";

        public Task RunAsync() => _writing = WriteAsync();

        public void Stop() => _isOver = true;

        /// <summary>Waits until it has written some more.</summary>
        public async Task GoOnAsync()
        {
            var wanted = _count + 3;
            while (_count < wanted)
            {
                // What made it fail is told when it is over.
                if (_writing.IsCompleted) await _writing;
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }

        private async Task WriteAsync()
        {
            for (var next = 3501; !_isOver; next++)
            {
                var id = next.ToString(CultureInfo.InvariantCulture);
                await using var command = new NpgsqlCommand($"INSERT INTO made (v, {Column}) VALUES ('+', {id}); UPDATE made SET v = v || '!' WHERE id = {id} - 3500", connection);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                _count++;
            }
        }
    }
}
