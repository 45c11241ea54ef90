using System.Text.Json;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>One JSON object a line on standard output, events and answers alike.</summary>
/// <param name="writer">Standard output.</param>
internal sealed class JsonOutput(TextWriter writer) : IOutput
{
    private readonly Lock _lock = new();

    /// <inheritdoc />
    public void Event(RunEvent happened) => Write(happened);

    /// <inheritdoc />
    public void Error(LockstepException error) => Write(RunEvent.Error(error));

    /// <inheritdoc />
    public void Answer(object document, Action<TextWriter> text) => Write(document);

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
