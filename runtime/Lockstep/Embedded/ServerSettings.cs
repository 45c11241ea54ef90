using System.Text;

namespace Lockstep.Embedded;

/// <summary>The lines that are appended to postgresql.conf.</summary>
internal static class ServerSettings
{
    private static readonly (string Name, string Value)[] s_common =
    [
        ("logging_collector", "off"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
    ];

    private static readonly (string Name, string Value)[] s_fast =
    [
        ("fsync", "off"),
        ("synchronous_commit", "off"),
        ("full_page_writes", "off"),
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("checkpoint_timeout", "1h"),
        ("max_wal_size", "4GB"),
        ("shared_buffers", "32MB"),
        ("huge_pages", "off"),
    ];

    internal static string Throwaway(EmbeddedOptions options, int port)
    {
        var settings = s_common.Concat(Listen(options.Tcp, port));
        if (!options.Durable)
        {
            settings = settings.Concat(s_fast).Append(("autovacuum", options.Autovacuum ? "on" : "off"));
        }

        return Render(settings.Concat(Own(options)));
    }

    /// <summary>Of a persistent cluster; <paramref name="socketDirectory"/> is <see langword="null"/> where there are no Unix sockets.</summary>
    internal static string Persistent(EmbeddedOptions options, bool tcp, int port, string? socketDirectory)
        => Render(s_common.Concat(Listen(tcp, port)).Append(("unix_socket_directories", socketDirectory ?? "")).Concat(Own(options)));

    internal static string Render(IEnumerable<(string Name, string Value)> settings)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
            {
                throw new EmbeddedPostgresException($"'{name}' is not the name of a server setting.\n  next: correct EmbeddedOptions.Settings");
            }

            if (value.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
            {
                throw new EmbeddedPostgresException($"The value of server setting '{name}' has more than one line.\n  next: correct EmbeddedOptions.Settings");
            }

            // The quotes of postgresql.conf: a quote is doubled, a backslash begins an escape.
            var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
            text.Append(name).Append(" = '").Append(quoted).Append("'\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Listen(bool tcp, int port) =>
    [
        ("listen_addresses", tcp ? ServerAddress.Loopback : ""),
        ("port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<(string Name, string Value)> Own(EmbeddedOptions options)
        => options.Settings.Select(setting => (setting.Key, setting.Value));
}
