using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lockstep.Tests.Support;

/// <summary>A span as it came over the wire; attributes as text.</summary>
internal sealed record OtlpSpan(string Name, string TraceId, string SpanId, string ParentId, bool IsError, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Events);

/// <summary>A collector: takes OTLP over HTTP with protobuf, and reads of it what tests look at.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    internal OtlpReceiver()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _loop = LoopAsync();
    }

    internal string Address { get; }

    internal List<OtlpSpan> Spans { get; } = [];

    internal List<string> Metrics { get; } = [];

    /// <summary>Attributes of the resource that sent it all.</summary>
    internal Dictionary<string, string> Resource { get; } = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        // Stop() and then Close() would take the port again to give it back, which somebody else may have by then.
        _listener.Close();
        await _loop;
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Take(context.Request.Url!.AbsolutePath, body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Take(string path, byte[] request)
    {
        foreach (var resource in Fields(request, 1))
        {
            foreach (var (key, value) in Attributes(Fields(resource, 1).SelectMany(each => Fields(each, 1)))) Resource[key] = value;
            var items = Fields(resource, 2).SelectMany(scope => Fields(scope, 2));
            if (path == "/v1/traces") Spans.AddRange(items.Select(Span));
            else if (path == "/v1/metrics") Metrics.AddRange(items.Select(metric => Text(metric, 1)));
        }
    }

    private static OtlpSpan Span(byte[] span) => new(
        Text(span, 5),
        Convert.ToHexStringLower(Fields(span, 1).Single()),
        Convert.ToHexStringLower(Fields(span, 2).Single()),
        string.Concat(Fields(span, 4).Select(Convert.ToHexStringLower)),
        Fields(span, 15).SelectMany(status => Numbers(status, 3)).Contains(2UL),
        Attributes(Fields(span, 9)),
        [.. Fields(span, 11).Select(each => Text(each, 2))]);

    private static Dictionary<string, string> Attributes(IEnumerable<byte[]> pairs) => pairs.ToDictionary(
        pair => Text(pair, 1),
        pair =>
        {
            var value = Fields(pair, 2).Single();
            return Fields(value, 1).Select(Encoding.UTF8.GetString)
                .Concat(Numbers(value, 2).Select(number => number == 1 ? "true" : "false"))
                .Concat(Numbers(value, 3).Select(number => number.ToString(CultureInfo.InvariantCulture)))
                .Concat(Numbers(value, 4).Select(number => BitConverter.UInt64BitsToDouble(number).ToString(CultureInfo.InvariantCulture)))
                .FirstOrDefault("");
        },
        StringComparer.Ordinal);

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Fields(message, field).Single());

    private static IEnumerable<byte[]> Fields(byte[] message, int field) => Read(message).Where(each => each.Field == field && each.Bytes is not null).Select(each => each.Bytes!);

    private static IEnumerable<ulong> Numbers(byte[] message, int field) => Read(message).Where(each => each.Field == field && each.Bytes is null).Select(each => each.Number);

    /// <summary>The fields of a message: protobuf's encoding.</summary>
    private static List<(int Field, byte[]? Bytes, ulong Number)> Read(byte[] message)
    {
        var fields = new List<(int, byte[]?, ulong)>();
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint();
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((field, null, Varint()));
                    break;
                case 1:
                    fields.Add((field, null, BitConverter.ToUInt64(message, at)));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint();
                    fields.Add((field, message[at..(at + length)], 0));
                    at += length;
                    break;
                default:
                    fields.Add((field, null, BitConverter.ToUInt32(message, at)));
                    at += 4;
                    break;
            }
        }

        return fields;

        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                value |= (ulong)(message[at] & 0x7F) << shift;
                if (message[at++] < 0x80) return value;
            }
        }
    }
}
