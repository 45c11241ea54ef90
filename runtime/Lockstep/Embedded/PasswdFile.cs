using System.Globalization;

namespace Lockstep.Embedded;

/// <summary>The users in <c>/etc/passwd</c>.</summary>
internal static class PasswdFile
{
    internal sealed record User(string Name, uint Uid, uint Gid);

    /// <summary>The users by name; none when the file is absent.</summary>
    internal static IReadOnlyDictionary<string, User> Read(string path)
        => File.Exists(path) ? Parse(File.ReadAllLines(path)) : new Dictionary<string, User>(StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, User> Parse(IEnumerable<string> lines)
    {
        var users = new Dictionary<string, User>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            // name:password:uid:gid:…
            var fields = line.Split(':');
            if (fields.Length >= 4
                && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
                && uint.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var gid))
            {
                users.TryAdd(fields[0], new User(fields[0], uid, gid));
            }
        }

        return users;
    }
}
