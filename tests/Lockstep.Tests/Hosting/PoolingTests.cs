using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>Behind PgBouncer: pooled sessions are as good as the server's, pooled transactions are refused.</summary>
public sealed class PoolingTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_one = new(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE t (id int)", null] };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Pooled_transactions_are_refused_before_anything_is_done(int poolSize)
    {
        await using var database = await server.CreateAsync();
        await using var proxy = await PgBouncer.StartAsync(database, "transaction", poolSize);
        var result = await HostProcess.RunAsync(proxy.Variables, s_one, "migrate", "--skip-preflight");
        Assert.Equal((2, ""), (result.ExitCode, result.Output.Replace(PlanLine(result.Output), "", StringComparison.Ordinal)));
        Assert.Matches(@"^error LS9220: 127\.0\.0\.1:\d+ is a proxy that pools transactions .+\n  next: Name the server's direct address, or one where the proxy pools sessions\.\n$", result.Error);
        Assert.Equal("", await database.TablesAsync());
        Assert.Equal(0L, await database.RunAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
    }

    [Fact]
    public async Task Pooled_sessions_are_as_good_as_the_server()
    {
        await using var database = await server.CreateAsync();
        await using var proxy = await PgBouncer.StartAsync(database, "session", 5);
        var result = await HostProcess.RunAsync(proxy.Variables, s_one, "migrate");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("t", await database.TablesAsync());
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_one, "migrate")).ExitCode);
    }

    private static string PlanLine(string output) => output.Split('\n').First(line => line.StartsWith("Lockstep: plan", StringComparison.Ordinal)) + "\n";

    /// <summary>The real PgBouncer in front of a test's database, where it is installed.</summary>
    private sealed class PgBouncer : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly string _folder;

        private PgBouncer(Process process, string folder, Dictionary<string, string> variables) => (_process, _folder, Variables) = (process, folder, variables);

        public Dictionary<string, string> Variables { get; }

        public static async Task<PgBouncer> StartAsync(TestDatabase database, string mode, int poolSize)
        {
            string[] places = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"];
            var program = places.FirstOrDefault(File.Exists);
            Assert.SkipWhen(program is null, "PgBouncer is not installed.");
            var port = FreePort();
            var folder = Directory.CreateTempSubdirectory("lockstep-pgbouncer-").FullName;
            var settings = database.Settings;
            await File.WriteAllTextAsync(Path.Combine(folder, "users.txt"), $"\"{settings.Username}\" \"{settings.Password}\"\n", TestDatabase.Cancellation);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "pgbouncer.ini"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    [databases]
                    {settings.Database} = host={settings.Host} port={settings.Port} dbname={settings.Database}
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = {port}
                    unix_socket_dir =
                    auth_type = scram-sha-256
                    auth_file = {folder}/users.txt
                    pool_mode = {mode}
                    default_pool_size = {poolSize}
                    ignore_startup_parameters = extra_float_digits

                    """),
                TestDatabase.Cancellation);
            // It refuses to run as root.
            string[] arguments = string.Equals(Environment.UserName, "root", StringComparison.Ordinal) ? ["-u", "nobody", Path.Combine(folder, "pgbouncer.ini")] : [Path.Combine(folder, "pgbouncer.ini")];
            if (arguments.Length > 1) Open(folder);
            var process = Process.Start(new ProcessStartInfo(program!, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.ErrorDataReceived += static (_, _) => { };
            process.OutputDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            var started = new PgBouncer(process, folder, HostProcess.Variables(new(settings.ConnectionString) { Host = "127.0.0.1", Port = port }));
            await started.UntilItListensAsync(port);
            return started;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private static void Open(string folder)
        {
            if (OperatingSystem.IsWindows()) return;
            const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            foreach (var file in Directory.GetFiles(folder)) File.SetUnixFileMode(file, Read);
            File.SetUnixFileMode(folder, Read | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        private async Task UntilItListensAsync(int port)
        {
            for (var i = 0; i < 500 && !_process.HasExited; i++)
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port, TestDatabase.Cancellation);
                    return;
                }
                catch (SocketException)
                {
                    await Task.Delay(20, TestDatabase.Cancellation);
                }
            }

            Assert.Fail("PgBouncer does not listen.");
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
