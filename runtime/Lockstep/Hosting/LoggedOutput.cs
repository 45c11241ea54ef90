using System.Globalization;
using System.Text.Json;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>An output whose events also go to a file.</summary>
internal sealed class LoggedOutput : IOutput, IDisposable
{
    private readonly IOutput _inner;
    private readonly RunLog _log;
    private readonly TextOutput.Pace _pace = new();

    /// <summary>Nothing is opened yet.</summary>
    /// <param name="inner">Where the words go besides.</param>
    /// <param name="path">The folder or the file.</param>
    public LoggedOutput(IOutput inner, string path)
    {
        _inner = inner;
        var json = Path.GetExtension(path) is ".json" or ".jsonl" or ".ndjson" && !Directory.Exists(path);
        _log = new(path, json ? Json : Text, why => inner.Event(new("warning", $"The log can't be written: {why} The run goes on without it.")
        {
            Code = ToolkitCode.Log,
            Next = $"Name a folder that this user may write to, with --log or {Variable}.",
        }));
    }

    /// <summary>Names the folder or the file where no option does.</summary>
    public static string Variable => "LOCKSTEP_LOG";

    /// <inheritdoc />
    public void Begin(RunHead run)
    {
        _log.Begin(run);
        _inner.Begin(run);
    }

    /// <inheritdoc />
    public void Working(WorkInHand work) => _inner.Working(work);

    /// <inheritdoc />
    public void Event(RunEvent happened)
    {
        if (_pace.Allows(happened)) _log.Event(happened);
        _inner.Event(happened);
    }

    /// <inheritdoc />
    public void Error(LockstepException error)
    {
        _log.Event(RunEvent.Error(error));
        _inner.Error(error);
    }

    /// <inheritdoc />
    public void Answer(object document, Action<TextWriter> text) => _inner.Answer(document, text);

    /// <inheritdoc />
    public void End(ExitCode code)
    {
        _log.End(code);
        _inner.End(code);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _log.Dispose();

    private static string Json(RunEvent happened) => JsonSerializer.Serialize(happened, HostJson.Default.RunEvent);

    /// <summary>The time to the millisecond, and the line; what does not fit into one is indented.</summary>
    private static string Text(RunEvent happened)
    {
        var line = TextOutput.Line(happened);
        const string Product = "Lockstep: ";
        if (line.StartsWith(Product, StringComparison.Ordinal)) line = line[Product.Length..];
        return $"{happened.At!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {line.ReplaceLineEndings("\n").Replace("\n  ", "\n", StringComparison.Ordinal).Replace("\n", Environment.NewLine + "  ", StringComparison.Ordinal)}";
    }
}
