using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lockstep.Embedded;
using Npgsql;

namespace Lockstep.Tests.Support;

/// <summary>A standby that streams from a server and can be read. It lies in the server's throwaway folder, and so goes with it however the tests end.</summary>
internal sealed class Standby : IAsyncDisposable
{
    private readonly EmbeddedPostgres _primary;
    private readonly ServerAccount _account;
    private readonly string _folder;
    private readonly int _port;

    private Standby(EmbeddedPostgres primary, ServerAccount account, string folder, int port) => (_primary, _account, _folder, _port) = (primary, account, folder, port);

    /// <summary>Copies the server and starts the copy; leaves the test out where that can't be done.</summary>
    internal static async Task<Standby> StartAsync(EmbeddedPostgres primary)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("A standby is started as on Unix.");
        if (primary.Binaries.Program("pg_basebackup") is not { } copy)
        {
            Assert.Skip($"{primary.Binaries.Directory} has no pg_basebackup.");
            throw new InvalidOperationException();
        }

        var account = await ServerAccount.GetAsync(TestDatabase.Cancellation);
        var folder = Path.Combine(Path.GetDirectoryName(primary.DataDirectory)!, "standby");
        var port = FreePort();
        var standby = new Standby(primary, account, folder, port);
        var start = Command.ForServer(account, copy, ["-D", folder, "-X", "stream", "-c", "fast", "-R", "-h", primary.Host, "-p", Text(primary.Port), "-U", primary.User]);
        start.Environment["PGPASSWORD"] = new NpgsqlConnectionStringBuilder(primary.ConnectionString("postgres")).Password;
        Succeed(await Command.RunAsync(start, TestDatabase.Cancellation));
        // What it says goes to a file: a server that has our pipes would keep us waiting for its end.
        await standby.ControlAsync("start", "-l", folder + ".log", "-o", "-p " + Text(port));
        return standby;
    }

    /// <summary>Runs a statement there and returns its first value.</summary>
    internal async Task<object?> RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_primary.ConnectionString(database)) { Port = _port, Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestDatabase.Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestDatabase.Cancellation);
    }

    /// <summary>Waits until a query there answers true.</summary>
    internal Task UntilAsync(string database, string condition) => Patience.UntilAsync(async () => await RunAsync(database, $"SELECT {condition}") is true, condition);

    public async ValueTask DisposeAsync() => await ControlAsync("stop", "-m", "immediate");

    private async Task ControlAsync(string what, params string[] more)
    {
        var control = _primary.Binaries.Program("pg_ctl")!;
        Succeed(await Command.RunAsync(_account, control, [what, "-s", "-w", "-t", "300", "-D", _folder, .. more], CancellationToken.None));
    }

    private static void Succeed(CommandResult result) => Assert.True(result.Ok, result.Output);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
