using System.Globalization;
using Npgsql;

namespace Lockstep.Configuration;

/// <summary>The database that a command was told to use.</summary>
/// <param name="Text">As it was written; may hold a password.</param>
/// <param name="Source">Who said so, for messages: <c>--connection</c> or the name of an environment variable.</param>
internal sealed record NamedConnection(string Text, string Source);

/// <summary>Finds out which database was named. Nothing is guessed: no name, no database.</summary>
internal static class ConnectionSettings
{
    private const string HowToName =
        "Name one: --connection postgres://user@host/database (or 'embedded' for a throwaway server), or set LOCKSTEP_CONNECTION, " +
        "DATABASE_URL, or DATABASE_HOST, DATABASE_PORT, DATABASE_USER, DATABASE_NAME and DATABASE_PASSWORD. In MSBuild: -p:LockstepConnection=….";

    /// <summary>Whether a database is named at all.</summary>
    public static bool IsNamed(string? argument, Func<string, string?> environment) =>
        !string.IsNullOrWhiteSpace(argument) ||
        !string.IsNullOrWhiteSpace(environment("LOCKSTEP_CONNECTION")) ||
        !string.IsNullOrWhiteSpace(environment("DATABASE_URL")) ||
        !string.IsNullOrEmpty(environment("DATABASE_HOST"));

    /// <summary>The first that is there of: the argument, LOCKSTEP_CONNECTION, DATABASE_URL, DATABASE_HOST and its companions.</summary>
    /// <param name="argument">What <c>--connection</c> says; null if it is absent.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="LockstepException">None is there, or DATABASE_HOST stands without DATABASE_NAME.</exception>
    public static NamedConnection Find(string? argument, Func<string, string?> environment)
    {
        if (!string.IsNullOrWhiteSpace(argument)) return new(argument.Trim(), "--connection");
        foreach (var variable in (ReadOnlySpan<string>)["LOCKSTEP_CONNECTION", "DATABASE_URL"])
        {
            if (environment(variable) is { } value && !string.IsNullOrWhiteSpace(value)) return new(value.Trim(), variable);
        }

        if (environment("DATABASE_HOST") is not { Length: > 0 } host)
        {
            throw new LockstepException(ToolkitCode.Connection, "No database is named.", ExitCode.Usage) { Next = HowToName };
        }

        if (environment("DATABASE_NAME") is not { Length: > 0 } database)
        {
            throw new LockstepException(ToolkitCode.Connection, "DATABASE_HOST is set, but DATABASE_NAME is not.", ExitCode.Usage)
            {
                Next = "Set DATABASE_NAME to the database that is to be migrated.",
            };
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = host, Database = database };
        if (environment("DATABASE_PORT") is { Length: > 0 } port)
        {
            if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            {
                throw new LockstepException(ToolkitCode.Connection, $"DATABASE_PORT is '{port}'.", ExitCode.Usage)
                {
                    Next = "Set it to the server's port, a number from 1 to 65535; PostgreSQL's own is 5432.",
                };
            }

            builder.Port = number;
        }

        if (environment("DATABASE_USER") is { Length: > 0 } user) builder.Username = user;
        if (environment("DATABASE_PASSWORD") is { Length: > 0 } password) builder.Password = password;
        return new(builder.ConnectionString, "DATABASE_HOST");
    }
}
