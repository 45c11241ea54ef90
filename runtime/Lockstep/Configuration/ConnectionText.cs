using System.Buffers;
using System.Globalization;
using Npgsql;

namespace Lockstep.Configuration;

/// <summary>Reads how people name a database: an Npgsql connection string or a <c>postgres://</c> address.</summary>
internal static class ConnectionText
{
    private static readonly SearchValues<string> s_passwordKeywords = SearchValues.Create(["password", "pwd", "psw"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the text. What it says, and only that, is in the result.</summary>
    /// <exception cref="LockstepException">It can't be read, or names no host or database. The message does not repeat the text.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string source)
    {
        var builder = ConnectionUrl.Is(text) ? FromUrl(text, source) : FromKeywords(text, source);
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
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            // Npgsql names the keyword at fault. After a password that could be a part of it: Password=a;b=c.
            var keyword = (wrong as ArgumentException)?.ParamName is { Length: > 0 } name && !FollowsPassword(text, name) ? $" (at '{name}')" : "";
            throw Wrong(source, "is no Npgsql connection string" + keyword, "Write Host=…;Port=…;Database=…;Username=… or postgres://user@host:port/database. A value with ; or = in it stands in quotes.");
        }
    }

    private static bool FollowsPassword(string text, string keyword)
    {
        var password = text.AsSpan().IndexOfAny(s_passwordKeywords);
        var at = text.IndexOf(keyword, StringComparison.OrdinalIgnoreCase);
        return password >= 0 && (at < 0 || at > password);
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string text, string source)
    {
        if (ConnectionUrl.Parse(text) is not { } url)
        {
            throw Wrong(source, "is no address", "Write postgres://user@host:port/database; characters like @ / : ? # in a password are written %40 %2F %3A %3F %23.");
        }

        var builder = new NpgsqlConnectionStringBuilder();
        if (url.Hosts.Count == 1)
        {
            builder.Host = url.Hosts[0].Host;
            if (url.Hosts[0].Port is { } port) builder.Port = int.Parse(port, CultureInfo.InvariantCulture);
        }
        else if (url.Hosts.Count > 1)
        {
            builder.Host = string.Join(',', url.Hosts.Select(host => host.Port is null ? host.Host : $"{host.Host}:{host.Port}"));
        }

        if (url.Database is not null) builder.Database = url.Database;
        if (url.User is not null) builder.Username = url.User;
        if (url.Password is not null) builder.Password = url.Password;
        foreach (var (key, value) in url.Settings) Set(builder, key, value, source);
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
                case "application_name" or "fallback_application_name":
                    builder.ApplicationName = value;
                    break;
                case "sslrootcert":
                    builder.RootCertificate = value;
                    break;
                case "sslcert":
                    builder.SslCertificate = value;
                    break;
                case "sslkey":
                    builder.SslKey = value;
                    break;
                case "target_session_attrs":
                    builder.TargetSessionAttributes = value;
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
