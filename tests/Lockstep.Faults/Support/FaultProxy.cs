using System.Net;
using System.Net.Sockets;

namespace Lockstep.Faults.Support;

/// <summary>
/// Stands between a runner and its server and counts the runner's messages, so that a fault can be put at any place of a run and is at the
/// same place the next time.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ClientMessage> _messages = [];
    private readonly List<ProxyLink> _links = [];
    private readonly List<Task> _running = [];
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;

    internal FaultProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    internal int Port { get; }

    /// <summary>What is to happen, once; null for nothing.</summary>
    internal Fault? Fault { get; set; }

    /// <summary>The message at which the fault came to its turn; null if it did not.</summary>
    internal ClientMessage? Struck { get; private set; }

    /// <summary>All messages up to now.</summary>
    internal List<ClientMessage> Messages
    {
        get
        {
            lock (_messages) return [.. _messages];
        }
    }

    /// <summary>All connections up to now.</summary>
    internal List<ProxyLink> Links
    {
        get
        {
            lock (_links) return [.. _links];
        }
    }

    /// <summary>Counts a message.</summary>
    /// <returns>The fault, if this is its message.</returns>
    internal Fault? Count(int connection, char type, string sql)
    {
        lock (_messages)
        {
            var message = new ClientMessage(_messages.Count + 1, connection, type, sql);
            _messages.Add(message);
            if (Struck is not null || Fault?.At(message) is not true) return null;
            Struck = message;
            return Fault;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var link in Links) link.Dispose();
        await Task.WhenAll(_running);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
                }
                catch (SocketException)
                {
                    client.Dispose();
                    server.Dispose();
                    continue;
                }

                lock (_links)
                {
                    var link = new ProxyLink(this, _links.Count + 1, client, server);
                    _links.Add(link);
                    _running.Add(RunAsync(link));
                }
            }
        }
        catch (Exception stopped) when (_stop.IsCancellationRequested && stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RunAsync(ProxyLink link)
    {
        await Task.Yield();
        try
        {
            await link.RunAsync(_stop.Token);
        }
        catch (Exception stopped) when (_stop.IsCancellationRequested && stopped is OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
