using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lockstep.Planning;

namespace Lockstep.Proof;

/// <summary>Remembers what was proved last, so that a build in which no migration changed proves nothing again.</summary>
/// <param name="path">The file that holds it.</param>
internal sealed class ProofStamp(string path)
{
    /// <summary>Tells all that a proof depends on apart: every statement both ways, the server asked for, and this software.</summary>
    /// <exception cref="LockstepException">A migration can't be planned.</exception>
    public static string Of(MigrationSet migrations, int? postgresVersion)
    {
        var text = new StringBuilder(Product.Version).Append('\n').Append(postgresVersion).Append('\n');
        foreach (var migration in migrations.All)
        {
            var down = Planner.HasDown(migration) ? Planner.Plan(migration, Direction.Down).ScriptHash : "none";
            text.Append(CultureInfo.InvariantCulture, $"{migration.Version} {Planner.Plan(migration, Direction.Up).ScriptHash} {down}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether this was proved already.</summary>
    public bool Holds(string stamp) => File.Exists(path) && File.ReadAllText(path).Trim() == stamp;

    /// <summary>Notes that this was proved.</summary>
    public void Write(string stamp)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
        File.WriteAllText(path, stamp + "\n");
    }

    /// <summary>Forgets what was proved: something is wrong now.</summary>
    public void Clear() => File.Delete(path);
}
