using System.Globalization;
using Npgsql;

namespace Lockstep.Configuration;

/// <summary>Reads how people name a database: an Npgsql connection string or a <c>postgres://</c> address.</summary>
internal static class ConnectionText
{
    /// <summary>Whether the text is a <c>postgres://</c> or <c>postgresql://</c> address.</summary>
    public static bool IsUrl(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) ||
        text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the text. What it says, and only that, is in the result.</summary>
    /// <exception cref="LockstepException">It can't be read, or names no host or database. The message does not repeat the text.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string source)
    {
        var builder = IsUrl(text) ? FromUrl(text, source) : FromKeywords(text, source);
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw Wrong(source, "names no host", "Say where the server is: Host=… or postgres://user@host/database.");
        }

        if (string.IsNullOrEmpty(builder.Database))
        {
            throw Wrong(source, "names no database", "Lockstep touches only a database that is named: add Database=… or /database.");
        }

        return builder;
    }

    private static NpgsqlConnectionStringBuilder FromKeywords(string text, string source)
    {
        try
        {
            return new(text);
        }
        catch (ArgumentException wrong)
        {
            // Npgsql names the keyword at fault, never the value; KeyNotFoundException text is about keywords only too.
            var keyword = wrong.ParamName is { Length: > 0 } name ? $" (at '{name}')" : "";
            throw Wrong(source, "is no Npgsql connection string" + keyword, "Write Host=…;Port=…;Database=…;Username=… or postgres://user@host:port/database.");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string text, string source)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw Wrong(source, "is no address", "Write postgres://user@host:port/database; characters like @ / : in a password are written %40 %2F %3A.");
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(uri.Host.Trim('[', ']')) };
        if (uri.Port > 0) builder.Port = uri.Port;
        var path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (path.Length > 0) builder.Database = path;
        var colon = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
        var user = colon < 0 ? uri.UserInfo : uri.UserInfo[..colon];
        if (user.Length > 0) builder.Username = Uri.UnescapeDataString(user);
        if (colon >= 0) builder.Password = Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            Set(builder, key, value, source);
        }

        return builder;
    }

    /// <summary>libpq's names where they differ from Npgsql's.</summary>
    private static void Set(NpgsqlConnectionStringBuilder builder, string key, string value, string source)
    {
        try
        {
            switch (key.ToLowerInvariant())
            {
                case "sslmode":
                    builder.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                    break;
                case "connect_timeout":
                    builder.Timeout = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "application_name":
                    builder.ApplicationName = value;
                    break;
                case "sslrootcert":
                    builder.RootCertificate = value;
                    break;
                case "user":
                    builder.Username = value;
                    break;
                case "dbname":
                    builder.Database = value;
                    break;
                default:
                    builder[key.Replace('_', ' ')] = value;
                    break;
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            throw Wrong(source, $"has a setting that is not known or not valid: '{key}'", "Take it out or correct it; names are libpq's or Npgsql's.");
        }
    }

    private static LockstepException Wrong(string source, string what, string next) =>
        new(ToolkitCode.Connection, $"The connection from {source} {what}.", ExitCode.Usage) { Next = next };
}
