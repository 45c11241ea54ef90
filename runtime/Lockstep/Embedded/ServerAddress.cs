using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Lockstep.Embedded;

/// <summary>Where a server listens, and how one gets in.</summary>
/// <param name="Host">127.0.0.1, or the folder of the Unix socket.</param>
/// <param name="Port">The port, which is also in the socket's name.</param>
/// <param name="Password">The password over TCP; <see langword="null"/> over the socket, which only its folder's owner reaches.</param>
/// <param name="SocketDirectory">The folder of the Unix socket, which is there beside TCP, too; <see langword="null"/> on Windows.</param>
/// <param name="PassFile">A file in libpq's format with the password, where there is no socket.</param>
internal sealed record ServerAddress(string Host, int Port, string? Password, string? SocketDirectory, string? PassFile)
{
    internal const string Loopback = "127.0.0.1";
    internal const string SuperUser = "postgres";
    internal const int DefaultPort = 5432;

    internal static ServerAddress Socket(string directory, int port) => new(directory, port, Password: null, directory, PassFile: null);

    /// <summary>The connection string to a database; never logged, for it may hold the password.</summary>
    internal string ConnectionString(string database, bool pooling = true)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Host,
            Port = Port,
            Username = SuperUser,
            Database = database,
            SslMode = SslMode.Disable,
        };
        if (Password is not null)
        {
            builder.Password = Password;
        }

        if (!pooling)
        {
            builder.Pooling = false;
        }

        return builder.ConnectionString;
    }

    internal static string RandomPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>A port that nobody listens on right now. Another program may take it before the server does: try again then.</summary>
    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Gives the superuser a password, going in by this address.</summary>
    internal async Task SetPasswordAsync(string password, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);

            // ALTER ROLE takes no parameters; the password is hexadecimal. It is not to be found in the server's log either.
            // One statement each: the host turns Npgsql's own splitting at semicolons off.
            foreach (var statement in (string[])["SET log_statement = 'none'", "SET log_min_error_statement = 'panic'", $"ALTER ROLE {SuperUser} PASSWORD '{password}'"])
            {
                var command = new NpgsqlCommand(statement, connection);
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                }
            }
        }
    }
}
