using System.Text.Json;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>One JSON object a line on standard output, events and answers alike.</summary>
/// <param name="writer">Standard output.</param>
/// <param name="timestamps">Whether an event tells when it was.</param>
internal sealed class JsonOutput(TextWriter writer, bool timestamps = false) : IOutput
{
    private readonly Lock _lock = new();

    /// <inheritdoc />
    public void Event(RunEvent happened) => Write(timestamps ? happened with { At = Now } : happened);

    /// <inheritdoc />
    public void Error(LockstepException error) => Event(RunEvent.Error(error));

    /// <inheritdoc />
    public void Answer(object document, Action<TextWriter> text) => Write(document);

    /// <summary>The time in UTC, to the millisecond.</summary>
    private static DateTime Now => new(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private void Write(object value)
    {
        var line = JsonSerializer.Serialize(value, value.GetType(), HostJson.Default);
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
