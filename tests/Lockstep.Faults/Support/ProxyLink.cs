using System.Buffers.Binary;
using System.Net.Sockets;

namespace Lockstep.Faults.Support;

/// <summary>One connection of the runner, through the proxy, to the server.</summary>
internal sealed class ProxyLink : IDisposable
{
    private readonly FaultProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly NetworkStream _toClient;
    private readonly NetworkStream _toServer;
    private readonly SemaphoreSlim _answers = new(1);
    private bool _isCut;

    internal ProxyLink(FaultProxy proxy, int number, Socket client, Socket server)
    {
        (_proxy, Number, _client, _server) = (proxy, number, client, server);
        client.NoDelay = server.NoDelay = true;
        _toClient = new(client);
        _toServer = new(server);
    }

    internal int Number { get; }

    /// <summary>The server's process for it; 0 as long as it is not told.</summary>
    internal int BackendPid { get; private set; }

    /// <summary>Passes messages on in both directions until either side ends.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var back = FromServerAsync(cancellationToken);
        try
        {
            await FromClientAsync(cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The server ended the connection.
        }

        // What the server has got, it does: it sees the end only behind that.
        End(_server, SocketShutdown.Send);
        await back;
    }

    /// <summary>Breaks the connection to the runner, as a network does that fails; the server sees an end.</summary>
    internal void Cut()
    {
        _isCut = true;
        _client.LingerState = new(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose()
    {
        _toClient.Dispose();
        _toServer.Dispose();
        _client.Dispose();
        _server.Dispose();
        _answers.Dispose();
    }

    private async Task FromClientAsync(CancellationToken cancellationToken)
    {
        var reader = new MessageReader(_toClient);
        var sql = "";
        for (var message = await reader.FirstAsync(cancellationToken); message is not null && !_isCut; message = await reader.NextAsync(cancellationToken))
        {
            // The first message begins with its length, of which the first byte is zero.
            var type = message[0] == 0 ? '0' : (char)message[0];
            if (MessageReader.Sql(message) is { Length: > 0 } told) sql = told;
            // The server does nothing that could be seen on Parse, Bind and Describe.
            var fault = type is 'P' or 'B' or 'D' or 'C' ? null : _proxy.Count(Number, type, type is 'E' or 'Q' ? sql : "");
            if (fault is null)
            {
                await _toServer.WriteAsync(message, cancellationToken);
                continue;
            }

            await _answers.WaitAsync(cancellationToken);
            try
            {
                if (fault.After) await _toServer.WriteAsync(message, cancellationToken);
                await fault.Strike(this);
            }
            finally
            {
                _answers.Release();
            }

            if (!fault.After && !_isCut) await _toServer.WriteAsync(message, cancellationToken);
        }
    }

    private async Task FromServerAsync(CancellationToken cancellationToken)
    {
        var reader = new MessageReader(_toServer);
        while (await reader.NextAsync(cancellationToken) is { } message)
        {
            if (message[0] == 'K') BackendPid = BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(5));
            await _answers.WaitAsync(cancellationToken);
            try
            {
                if (!_isCut) await _toClient.WriteAsync(message, cancellationToken);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // The runner is gone; what the server still says is read, so that nothing hinders it.
                _isCut = true;
            }
            finally
            {
                _answers.Release();
            }
        }

        End(_client, SocketShutdown.Both);
    }

    private static void End(Socket socket, SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }
}
