using System.Globalization;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;

namespace Lockstep.Embedded;

/// <summary>Files with a password in them, which only their user may read.</summary>
internal static class PassFile
{
    internal const string Name = "pgpass.conf";

    /// <summary>Writes libpq's password file for an address, and tells the address of it.</summary>
    internal static async Task<ServerAddress> WriteAsync(ServerAddress address, string directory, CancellationToken cancellation)
    {
        var path = Path.Combine(directory, Name);
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        await WritePrivateAsync(path, $"{address.Host}:{port}:*:{ServerAddress.SuperUser}:{address.Password}\n", cancellation).ConfigureAwait(false);
        return address with { PassFile = path };
    }

    /// <summary>Writes a file that only its user may read, at once: there is the old one or the new one, never half of it.</summary>
    internal static async Task WritePrivateAsync(string path, string text, CancellationToken cancellation)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var file = OperatingSystem.IsWindows()
            ? CreateOnWindows(draft)
            : new FileStream(draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
        }

        File.Move(draft, path, overwrite: true);
    }

    [SupportedOSPlatform("windows")]
    private static FileStream CreateOnWindows(string path)
    {
        using var identity = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(identity.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, 4096, FileOptions.None, security);
    }
}
