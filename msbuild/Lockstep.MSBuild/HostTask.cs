using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lockstep.MSBuild;

/// <summary>
/// Runs a command of the host (<c>Lockstep.Host.dll</c>) in a process of its own and turns its JSON lines into build messages, warnings and
/// errors. The user's code and the database's driver are never loaded into MSBuild.
/// </summary>
public abstract class HostTask : Task, ICancelableTask, IDisposable
{
    private const int StopMilliseconds = 20_000;
    private const int ProgressMilliseconds = 10_000;

    private readonly object _lock = new();
    private readonly List<string> _stray = [];
    private readonly Stopwatch _sinceProgress = new();
    private Process? _process;
    private bool _cancelled;

    /// <summary>The host's path.</summary>
    [Required]
    public string HostPath { get; set; } = "";

    /// <summary>The assembly with the migrations.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The <c>dotnet</c> to run the host with; without it, the one that runs this build, or the one on PATH.</summary>
    public string? DotNetPath { get; set; }

    /// <summary>Where the command runs; relative paths in a connection start here.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>The project's SourceRoot items: they tell which real folder a deterministic build's <c>/_/</c> stands for.</summary>
    public ITaskItem[] SourceRoots { get; set; } = [];

    /// <summary>The command and its arguments.</summary>
    protected abstract IEnumerable<string> Command { get; }

    /// <summary>Environment variables for the host. Secrets go here: a command line can be read by others, and is logged.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Variables => [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var start = new ProcessStartInfo
        {
            FileName = DotNet(),
            Arguments = string.Join(" ", new[] { "exec", HostPath }.Concat(Command).Concat(["--assembly", Assembly, "--json", "--with-parent"]).Select(Quote)),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = string.IsNullOrEmpty(WorkingDirectory) ? "" : WorkingDirectory,
        };
        foreach (var variable in Variables) start.Environment[variable.Key] = variable.Value;
        // The host is a program like any other: nothing of this MSBuild process may steer its start.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        Log.LogMessage(MessageImportance.Low, "Lockstep: {0} {1}", start.FileName, start.Arguments);
        return Run(start) && !Log.HasLoggedErrors;
    }

    /// <summary>Asks the host to stop, as Ctrl-C in its own terminal would; it rolls back what is under way.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _cancelled = true;
            if (_process is null) return;
            try
            {
                _process.StandardInput.Close();
            }
            catch (InvalidOperationException)
            {
                // It has just ended.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the process.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _process?.Dispose();
    }

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '"']) < 0) return argument;
        // A backslash before a quote would escape it (Windows' and .NET's rules for a command line).
        var trailing = argument.Length - argument.TrimEnd('\\').Length;
        return "\"" + argument.Replace("\"", "\\\"") + new string('\\', trailing) + "\"";
    }

    private string DotNet()
    {
        if (!string.IsNullOrEmpty(DotNetPath)) return DotNetPath!;
        var own = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        return string.IsNullOrEmpty(own) ? "dotnet" : own!;
    }

    private bool Run(ProcessStartInfo start)
    {
        lock (_lock)
        {
            if (_cancelled) return false;
            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Take(line.Data);
            _process.ErrorDataReceived += (_, line) => TakeStray(line.Data);
            try
            {
                _process.Start();
            }
            catch (System.ComponentModel.Win32Exception failure)
            {
                Log.LogError(null, "LS9005", null, null, 0, 0, 0, 0, "{0} can't be started: {1} Put the .NET SDK on PATH, or set LockstepDotNetPath.", start.FileName, failure.Message);
                return false;
            }
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!_process.WaitForExit(500))
        {
            if (!_cancelled || _process.WaitForExit(StopMilliseconds)) continue;
            _process.Kill();
        }

        // The other overload also waits for the last lines.
        _process.WaitForExit();
        if (_process.ExitCode != 0 && !Log.HasLoggedErrors && !_cancelled)
        {
            Log.LogError(null, "LS9005", null, null, 0, 0, 0, 0, "The host ended with exit code {0}. {1}", _process.ExitCode, string.Join(" ", _stray));
        }

        return _process.ExitCode == 0;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        if (HostEvent.Parse(line) is not { } happened)
        {
            TakeStray(line);
            return;
        }

        // One line a finding: MSBuild would repeat the place before each line of a longer text.
        var text = OneLine(happened.Next is null ? happened.Text : happened.Text + " Next: " + happened.Next);
        switch (happened.Event)
        {
            case "error":
                Log.LogError(null, happened.Code, null, RealPath(happened.File), happened.Line, 0, 0, 0, "{0}", text);
                break;
            case "warning":
                Log.LogWarning(null, happened.Code, null, RealPath(happened.File), happened.Line, 0, 0, 0, "{0}", text);
                break;
            case "unchanged":
                Log.LogMessage(MessageImportance.Low, "Lockstep: {0}", text);
                break;
            // The host tells it every second; a build log is no terminal.
            case "progress" when _sinceProgress.IsRunning && _sinceProgress.ElapsedMilliseconds < ProgressMilliseconds:
                Log.LogMessage(MessageImportance.Low, "{0}", Line(happened));
                break;
            default:
                if (happened.Event == "progress") _sinceProgress.Restart();
                Log.LogMessage(MessageImportance.High, "{0}", Line(happened));
                break;
        }
    }

    private static string OneLine(string? text) =>
        string.Join(" ", (text ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));

    /// <summary>The same line as in a terminal.</summary>
    private static string Line(HostEvent happened)
    {
        var took = happened is { Seconds: > 0, Event: "applied" or "rolled-back" }
            ? string.Format(CultureInfo.InvariantCulture, "  {0:0.00} s", happened.Seconds)
            : "";
        return string.Format(CultureInfo.InvariantCulture, "Lockstep: {0,-11} {1}{2}", happened.Event, happened.Text, took);
    }

    private void TakeStray(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_stray) _stray.Add(line!);
        Log.LogMessage(MessageImportance.Normal, "{0}", line);
    }

    /// <summary>
    /// Undoes the mapping of a deterministic build, <c>/_/src/A.cs</c> is <c>C:\repo\src\A.cs</c>, and finds an .sql file, which is known by its
    /// path from the project's folder.
    /// </summary>
    private string? RealPath(string? path)
    {
        if (path is null) return null;
        foreach (var root in SourceRoots)
        {
            var mapped = root.GetMetadata("MappedPath");
            if (mapped.Length > 0 && path.StartsWith(mapped, StringComparison.Ordinal)) return root.ItemSpec + path.Substring(mapped.Length);
        }

        return string.IsNullOrEmpty(WorkingDirectory) ? path : Path.GetFullPath(Path.Combine(WorkingDirectory!, path));
    }
}
