using System.Globalization;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>Lines for people: <c>Lockstep: label  text</c>, errors on standard error in the form that editors and CI understand.</summary>
/// <param name="output">Standard output.</param>
/// <param name="errors">Standard error.</param>
internal sealed class TextOutput(TextWriter output, TextWriter errors) : IOutput
{
    private readonly Lock _lock = new();

    /// <summary>The line that stands for an event, also in build logs.</summary>
    public static string Line(RunEvent happened)
    {
        if (happened.Event is "error" or "warning") return Finding(happened);
        var took = happened is { Seconds: { } seconds, Event: "applied" or "rolled-back" }
            ? string.Create(CultureInfo.InvariantCulture, $"  {seconds:0.00} s")
            : "";
        return $"Lockstep: {happened.Event,-11} {happened.Text}{took}";
    }

    /// <inheritdoc />
    public void Event(RunEvent happened) => Write(happened.Event is "error" or "warning" ? errors : output, Line(happened));

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
}
