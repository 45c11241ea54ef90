using System.Buffers.Binary;
using System.Text;

namespace Lockstep.Faults.Support;

/// <summary>Cuts one side of a PostgreSQL connection into messages.</summary>
/// <param name="stream">The side.</param>
internal sealed class MessageReader(Stream stream)
{
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;

    private readonly byte[] _header = new byte[5];

    /// <summary>The client's first message, which has no letter. It is asked for in clear text: requests for encryption are turned down.</summary>
    /// <returns>The bytes; null at the end.</returns>
    internal async Task<byte[]?> FirstAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!await FillAsync(_header.AsMemory(0, 4), cancellationToken)) return null;
            var message = new byte[BinaryPrimitives.ReadInt32BigEndian(_header)];
            _header.AsSpan(0, 4).CopyTo(message);
            if (!await FillAsync(message.AsMemory(4), cancellationToken)) return null;
            if (BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(4)) is not (SslRequest or GssRequest)) return message;
            await stream.WriteAsync("N"u8.ToArray(), cancellationToken);
        }
    }

    /// <summary>The next message, its letter first.</summary>
    /// <returns>The bytes; null at the end.</returns>
    internal async Task<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(_header, cancellationToken)) return null;
        var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(1))];
        _header.CopyTo(message, 0);
        return await FillAsync(message.AsMemory(5), cancellationToken) ? message : null;
    }

    /// <summary>The SQL of a Query or of a Parse (behind the statement's name); empty for other messages.</summary>
    internal static string Sql(byte[] message)
    {
        if (message[0] is not ((byte)'Q' or (byte)'P')) return "";
        var start = 5;
        if (message[0] == 'P') start = Array.IndexOf(message, (byte)0, start) + 1;
        return Encoding.UTF8.GetString(message, start, Array.IndexOf(message, (byte)0, start) - start);
    }

    private async Task<bool> FillAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            return bytes.Length == 0 || await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) == bytes.Length;
        }
        catch (IOException)
        {
            // The other side is gone, which is what these tests are about.
            return false;
        }
    }
}
