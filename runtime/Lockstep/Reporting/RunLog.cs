using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Lockstep.Reporting;

/// <summary>
/// A run in a file, with times: in a folder a file of its own, or at the end of a file that is named. That a log can't be written is told once, and stops nothing.
/// </summary>
/// <param name="path">The folder, or the file: what has an extension is a file unless it is a folder already.</param>
/// <param name="write">An event as a line of the file.</param>
/// <param name="complain">Told why the log can't be written.</param>
internal sealed class RunLog(string path, Func<RunEvent, string> write, Action<string> complain) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly DateTime _start = DateTime.UtcNow;
    private readonly List<RunEvent> _early = [];
    private TextWriter? _writer;
    private bool _failed;

    /// <summary>Opens the file, whose name tells the run.</summary>
    public void Begin(RunHead run)
    {
        lock (_lock)
        {
            Open(string.Create(CultureInfo.InvariantCulture, $"-{Plain(run.Database)}-{run.RunId}"));
            Append(new("run", $"{run.Command} · run {run.RunId} · database {run.Database} on {run.Server} · {Environment.UserName}@{Environment.MachineName}, process {Environment.ProcessId} · Lockstep {Product.Version}"));
            foreach (var happened in _early) Append(happened);
            _early.Clear();
        }
    }

    /// <summary>Writes an event. What happens before the run begins is kept until then.</summary>
    public void Event(RunEvent happened)
    {
        var timed = happened with { At = Milliseconds(DateTime.UtcNow) };
        lock (_lock)
        {
            if (_writer is null) _early.Add(timed);
            else Append(timed);
        }
    }

    /// <summary>Writes how the command ended, and closes the file. A run that never began, for want of a database, has one too.</summary>
    public void End(ExitCode code)
    {
        lock (_lock)
        {
            if (_writer is null) Open("");
            foreach (var happened in _early) Append(happened);
            _early.Clear();
            Append(new("end", string.Create(CultureInfo.InvariantCulture, $"exit code {(int)code} after {Figures.Time(_clock.Elapsed.TotalSeconds)}")) { Seconds = _clock.Elapsed.TotalSeconds });
            Close();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_lock) Close();
    }

    /// <summary>A name that any file system takes.</summary>
    private static string Plain(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return plain.Length > 60 ? plain[..60] : plain;
    }

    private static DateTime Milliseconds(DateTime time) => new(time.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private void Open(string run)
    {
        if (_failed || _writer is not null) return;
        try
        {
            var isFolder = Directory.Exists(path) || Path.EndsInDirectorySeparator(path) || !Path.HasExtension(path);
            var file = isFolder
                ? Path.Combine(path, $"lockstep-{_start.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{run}.log")
                : path;
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder)) MakeFolder(folder);
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            // Names of tables and roles are nobody else's business either.
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options) { AutoFlush = true };
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            Fail(failure);
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Append(RunEvent happened)
    {
        if (_writer is null) return;
        try
        {
            _writer.WriteLine(write(happened.At is null ? happened with { At = Milliseconds(DateTime.UtcNow) } : happened));
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            Fail(failure);
        }
    }

    private void Close()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            // It was told when the line was written.
        }

        _writer = null;
        _failed = true;
    }

    private void Fail(Exception failure)
    {
        Close();
        complain(failure.Message);
    }

    private static bool IsOfFile(Exception failure) => failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
