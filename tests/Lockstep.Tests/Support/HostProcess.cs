using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lockstep.Tests.Migrations;
using Npgsql;

namespace Lockstep.Tests.Support;

/// <summary>What a run of the host left: exit code, standard output and standard error.</summary>
internal sealed record HostResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output of <c>--json</c>, an object a line.</summary>
    internal List<JsonObject> Json => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
}

/// <summary>The real host, <c>dotnet Lockstep.Host.dll</c>, in a process of its own, on migrations that the test wrote. It is compiled ahead of time, so that it starts at once.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly string[] s_databaseVariables = ["LOCKSTEP_CONNECTION", "DATABASE_URL", "DATABASE_HOST", "DATABASE_PORT", "DATABASE_USER", "DATABASE_NAME", "DATABASE_PASSWORD", "PGPASSWORD", "PGUSER"];

    private readonly Process _process;
    private readonly string? _password;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private HostProcess(ProcessStartInfo start, string? password)
    {
        _password = password;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal static string Program { get; } = typeof(TestRegistry).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Host").Value!;

    internal static string Migrations { get; } = Path.Combine(AppContext.BaseDirectory, "Lockstep.Tests.Migrations.dll");

    internal int Id => _process.Id;

    internal string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a command on a test's database, which is named by DATABASE_HOST and its companions.</summary>
    internal static HostProcess Start(TestDatabase database, object migrations, params string[] arguments) => Start(Variables(database.Settings), migrations, arguments);

    internal static Dictionary<string, string> Variables(NpgsqlConnectionStringBuilder settings) => new(StringComparer.Ordinal)
    {
        ["DATABASE_HOST"] = settings.Host!,
        ["DATABASE_PORT"] = settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["DATABASE_USER"] = settings.Username!,
        ["DATABASE_NAME"] = settings.Database!,
        ["DATABASE_PASSWORD"] = settings.Password!,
    };

    internal static HostProcess Start(IReadOnlyDictionary<string, string> variables, object? migrations, params string[] arguments) =>
        Start("dotnet", [Program, .. arguments], variables, migrations);

    /// <summary>Starts a command in a terminal of its own; what the terminal shows is the output, escape sequences included.</summary>
    internal static HostProcess StartInTerminal(TestDatabase database, object migrations, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var all = Variables(database.Settings);
        all["CI"] = "";
        all["TF_BUILD"] = "";
        foreach (var (name, value) in variables) all[name] = value;
        var line = string.Join(' ', ((IEnumerable<string>)["exec", "dotnet", Program, .. arguments, "--assembly", Migrations]).Select(word => $"'{word}'"));
        all["LOCKSTEP_TEST_MIGRATIONS"] = JsonSerializer.Serialize(migrations);
        return Start("script", ["-qfec", "stty cols 100; " + line.Replace("'exec'", "exec", StringComparison.Ordinal), "/dev/null"], all, migrations: null);
    }

    private static HostProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, object? migrations)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (migrations is not null)
        {
            start.ArgumentList.Add("--assembly");
            start.ArgumentList.Add(Migrations);
            start.Environment["LOCKSTEP_TEST_MIGRATIONS"] = JsonSerializer.Serialize(migrations);
        }

        foreach (var name in s_databaseVariables) start.Environment.Remove(name);
        // The tests' own migrations are in a repository, whose authors are not to be told.
        start.Environment["GIT_CEILING_DIRECTORIES"] = Tests();
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new(start, variables.GetValueOrDefault("DATABASE_PASSWORD"));
    }

    internal static async Task<HostResult> RunAsync(TestDatabase database, object migrations, params string[] arguments)
    {
        await using var host = Start(database, migrations, arguments);
        return await host.EndAsync();
    }

    internal static async Task<HostResult> RunAsync(IReadOnlyDictionary<string, string> variables, object? migrations, params string[] arguments)
    {
        await using var host = Start(variables, migrations, arguments);
        return await host.EndAsync();
    }

    /// <summary>Types it.</summary>
    internal void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    internal void CloseInput() => _process.StandardInput.Close();

    internal void Kill() => _process.Kill();

    internal Task SignalAsync(string signal) => UnixSignal.SendAsync(signal, Id);

    /// <summary>Waits until the process has written a text to its standard output.</summary>
    internal Task UntilToldAsync(string text) => Patience.UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), $"told: {text}");

    /// <summary>Waits for the end. Whatever was run, the password must not have been told.</summary>
    internal async Task<HostResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestDatabase.Cancellation).WaitAsync(Patience.Limit, TestDatabase.Cancellation);
        lock (_error)
        {
            var result = new HostResult(_process.ExitCode, Output, _error.ToString());
            if (_password is { Length: > 0 })
            {
                Assert.DoesNotContain(_password, result.Output, StringComparison.Ordinal);
                Assert.DoesNotContain(_password, result.Error, StringComparison.Ordinal);
            }

            return result;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Tests([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath("../..", Path.GetDirectoryName(file)!);

    private static void Take(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }
}
