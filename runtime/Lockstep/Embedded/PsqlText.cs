using System.Globalization;

namespace Lockstep.Embedded;

/// <summary>The psql command line for a person.</summary>
internal static class PsqlText
{
    /// <summary>The command for a server: through its socket when it has one, since that asks for no password.</summary>
    internal static string Command(ServerAddress address, PostgresBinaries binaries, string database)
    {
        var windows = OperatingSystem.IsWindows();
        var folders = Shell.PathFolders(Environment.GetEnvironmentVariable("PATH"));
        var onPath = Shell.FindOnPath(windows ? "psql.exe" : "psql", folders) is not null;
        var psql = onPath ? "psql" : binaries.Program("psql") ?? "psql";
        return Command(psql, address, database, windows);
    }

    internal static string Command(string psql, ServerAddress address, string database, bool windows)
    {
        Func<string, string> quote = windows ? Shell.QuoteWindows : Shell.QuotePosix;
        var host = address.SocketDirectory ?? address.Host;
        var port = address.Port.ToString(CultureInfo.InvariantCulture);

        // A quoted program is a string to PowerShell; & makes it a command there.
        var program = quote(psql);
        program = windows && program != psql ? "& " + program : program;
        return address.PassFile is null
            ? string.Join(' ', program, "-h", quote(host), "-p", port, "-U", ServerAddress.SuperUser, "-d", quote(database))
            : string.Join(' ', program, quote(
                $"host={host} port={port} user={ServerAddress.SuperUser} dbname={Value(database)} passfile={Value(address.PassFile)}"));
    }

    /// <summary>A value in libpq's keyword=value text.</summary>
    private static string Value(string text)
        => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
