using Lockstep.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lockstep.Host;

/// <summary>
/// Sends spans and metrics to the collector that OpenTelemetry's variables name (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>,
/// <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_SERVICE_NAME</c>, …). Nothing of OpenTelemetry is loaded unless one of them does.
/// </summary>
internal static class TelemetryExport
{
    /// <summary>How long the end of a run waits for a collector that does not answer.</summary>
    private const int LastMilliseconds = 5000;

    /// <summary>Whether a collector is named.</summary>
    public static bool IsWanted(Func<string, string?> environment) =>
        !string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase) &&
        (!string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_ENDPOINT")) ||
            !string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")) ||
            !string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")));

    /// <summary>Begins. What is not sent yet when it is disposed of is sent then.</summary>
    /// <returns>Null if OpenTelemetry does not take the settings, which a warning tells.</returns>
    public static IDisposable? Start()
    {
        try
        {
            // The variables come last: what they say wins.
            var resource = ResourceBuilder.CreateEmpty().AddService("lockstep", serviceVersion: Product.Version).AddTelemetrySdk().AddEnvironmentVariableDetector();
            var traces = Is("OTEL_TRACES_EXPORTER", "none")
                ? null
                : Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(RunTelemetry.Name).AddOtlpExporter().Build();
            var metrics = Is("OTEL_METRICS_EXPORTER", "none")
                ? null
                : Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(RunTelemetry.Name).AddOtlpExporter().Build();
            return new Providers(traces, metrics);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Console.Error.WriteLine($"warning {ToolkitCode.Telemetry}: Spans and metrics are not exported: {failure.Message}");
            Console.Error.WriteLine("  next: Correct the OTEL_ variables; the run goes on.");
            return null;
        }
    }

    private static bool Is(string variable, string value) => string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);

    private sealed class Providers(TracerProvider? traces, MeterProvider? metrics) : IDisposable
    {
        /// <summary>Sends the rest, for so long as a person would wait.</summary>
        public void Dispose() => Task.WaitAll(
            [Task.Run(() => traces?.Shutdown(LastMilliseconds)), Task.Run(() => metrics?.Shutdown(LastMilliseconds))],
            LastMilliseconds);
    }
}
