using System.Diagnostics;
using System.Globalization;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>Lines for people: <c>Lockstep: label  text</c>, errors on standard error in the form that editors and CI understand.</summary>
/// <param name="output">Standard output.</param>
/// <param name="errors">Standard error.</param>
/// <param name="timestamps">Whether a line starts with its time; one of an error never does, for editors look for the file there.</param>
internal sealed class TextOutput(TextWriter output, TextWriter errors, bool timestamps = false) : IOutput
{
    private readonly Lock _lock = new();
    private readonly Pace _pace = new();

    /// <summary>The line that stands for an event, also in build logs.</summary>
    public static string Line(RunEvent happened)
    {
        if (happened.Event is "error" or "warning") return Finding(happened);
        var took = happened is { Seconds: { } seconds, Event: "applied" or "rolled-back" }
            ? string.Create(CultureInfo.InvariantCulture, $"  {seconds:0.00} s")
            : "";
        return $"Lockstep: {happened.Event,-11} {happened.Text}{took}";
    }

    /// <summary>A time in UTC, to the second: <c>2026-11-21T10:15:02Z</c>.</summary>
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public void Event(RunEvent happened)
    {
        if (!_pace.Allows(happened)) return;
        if (happened.Event is "error" or "warning") Write(errors, Line(happened));
        else Write(output, timestamps ? $"{Time(DateTime.UtcNow)} {Line(happened)}" : Line(happened));
    }

    /// <inheritdoc />
    public void Error(LockstepException error) => Event(RunEvent.Error(error));

    /// <inheritdoc />
    public void Answer(object document, Action<TextWriter> text)
    {
        lock (_lock) text(output);
    }

    private static string Finding(RunEvent finding)
    {
        var place = finding.File is null ? "" : finding.Line is { } line ? $"{finding.File}({line}): " : $"{finding.File}: ";
        var text = $"{place}{finding.Event} {finding.Code}: {finding.Text}";
        return finding.Next is null ? text : $"{text}{Environment.NewLine}  next: {finding.Next}";
    }

    private void Write(TextWriter writer, string line)
    {
        lock (_lock) writer.WriteLine(line);
    }

    /// <summary>How often progress makes a line: in a file it is there for who looks later, or to show that there is life.</summary>
    internal sealed class Pace
    {
        private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

        private readonly Lock _lock = new();
        private (long? Version, int? Step) _step;
        private bool _measured;
        private long _last;

        /// <summary>Whether an event is to be written. Progress is, at most every 10 seconds; where a step measures its own, nothing else is.</summary>
        public bool Allows(RunEvent happened)
        {
            if (happened.Event != "progress") return true;
            lock (_lock)
            {
                if (_step != (happened.Version, happened.Step)) (_step, _measured) = ((happened.Version, happened.Step), false);
                if (happened.Progress is not null) _measured = true;
                else if (_measured) return false;
                if (_last != 0 && Stopwatch.GetElapsedTime(_last) < Between) return false;
                _last = Stopwatch.GetTimestamp();
                return true;
            }
        }
    }
}
