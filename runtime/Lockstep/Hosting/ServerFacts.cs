using Npgsql;

namespace Lockstep.Hosting;

/// <summary>What is said of a server.</summary>
internal static class ServerFacts
{
    /// <summary>The server's version without its build: <c>15.18</c>.</summary>
    public static string Version(NpgsqlConnection connection)
    {
        var version = connection.PostgreSqlVersion;
        return version.Major >= 10 ? $"{version.Major}.{version.Minor}" : version.ToString();
    }
}
