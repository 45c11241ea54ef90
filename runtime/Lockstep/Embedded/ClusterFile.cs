using System.Text.Json;

namespace Lockstep.Embedded;

/// <summary>
/// <c>cluster.json</c> in a persistent cluster's folder: where its parts are. It is written before they are made, so that nothing is ever
/// there that nobody knows of.
/// </summary>
internal sealed record ClusterFile
{
    internal const string Name = "cluster.json";

    /// <summary>A random name, for folders elsewhere that belong to this cluster.</summary>
    public required string Id { get; init; }

    /// <summary>The data folder.</summary>
    public required string Data { get; init; }

    /// <summary>The user that the server runs as, to whom the data belong.</summary>
    public required string Account { get; init; }

    /// <summary>The folder of the Unix socket; absent before the first start, and on Windows.</summary>
    public string? SocketDirectory { get; init; }

    /// <summary>The port, which is also in the socket's name.</summary>
    public int Port { get; init; } = ServerAddress.DefaultPort;

    /// <summary>Whether the server was started to listen on 127.0.0.1, too.</summary>
    public bool Tcp { get; init; }

    /// <summary>The superuser's password over TCP; absent as long as TCP was never wanted.</summary>
    public string? Password { get; init; }

    /// <summary>The bin folder of the programs that started it last.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>The version that was started last.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>Reads the file of a folder; <see langword="null"/> when there is none.</summary>
    internal static ClusterFile? Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), EmbeddedJson.Default.ClusterFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new EmbeddedPostgresException($"{path} is damaged: {e.Message}\n  next: restore it, or remove {directory} to start with an empty server", e);
        }
    }

    internal Task WriteAsync(string directory, CancellationToken cancellation)
        => PassFile.WritePrivateAsync(Path.Combine(directory, Name), JsonSerializer.Serialize(this, EmbeddedJson.Default.ClusterFile), cancellation);
}
