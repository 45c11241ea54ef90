using System.Security.Cryptography;
using System.Text;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Planning.Approval;

/// <summary>What of a database must be as it was when a plan was made.</summary>
/// <param name="Target">Which database it is.</param>
/// <param name="Objects">All objects of its schema by name, with their definitions.</param>
internal sealed record DatabaseState(PlanTarget Target, IReadOnlyDictionary<string, string> Objects)
{
    /// <summary>Looks, in three round trips. Changes nothing.</summary>
    public static async Task<DatabaseState> ReadAsync(Database database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var role = new NpgsqlCommand("SELECT current_user::text", connection);
        var version = connection.PostgreSqlVersion;
        var target = new PlanTarget(
            database.Server,
            database.Name,
            await SystemIdentifierAsync(connection, cancellationToken).ConfigureAwait(false),
            $"{version.Major}.{version.Minor}",
            (string)(await role.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!);
        var snapshot = await CatalogSnapshot.TakeAsync(connection, cancellationToken).ConfigureAwait(false);
        // Roles are the server's: they come and go with other databases.
        return new(target, snapshot.Objects.Where(entry => !entry.Key.StartsWith("role ", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>SHA-256 over all objects.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, definition) in Objects.OrderBy(entry => entry.Key, StringComparer.Ordinal)) hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{definition}\n\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The objects that belong to relations, each with the hash of its definition.</summary>
    public IReadOnlyDictionary<string, string> Of(IEnumerable<ObjectName> relations)
    {
        var names = relations.Select(Written).ToList();
        return new SortedDictionary<string, string>(
            Objects.Where(entry => names.Exists(name => Concerns(entry.Key, name))).ToDictionary(entry => entry.Key, entry => HashOf(entry.Value)), StringComparer.Ordinal);
    }

    /// <summary>Whether an object's name tells that it is the relation, or belongs to it: <c>column public.t.c</c>, <c>constraint k on public.t</c>.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="relation">The relation's, as SQL writes it.</param>
    public static bool Concerns(string name, string relation)
    {
        for (var at = name.IndexOf(relation, StringComparison.Ordinal); at >= 0; at = name.IndexOf(relation, at + 1, StringComparison.Ordinal))
        {
            var end = at + relation.Length;
            if ((at == 0 || name[at - 1] == ' ') && (end == name.Length || name[end] is '.' or ' ' or ',' or ')')) return true;
        }

        return false;
    }

    /// <summary>A relation's name as SQL writes it.</summary>
    public static string Written(ObjectName relation) => $"{SqlIdentifier.Quote(relation.Schema)}.{SqlIdentifier.Quote(relation.Name)}";

    /// <summary>SHA-256 over the rows of the history that tell of other migrations than the plan's.</summary>
    public static string HistoryFingerprint(IReadOnlyList<AppliedMigration>? history, IReadOnlySet<long> planned)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in (history ?? []).Where(row => !planned.Contains(row.Version))) hash.AppendData(Encoding.UTF8.GetBytes($"{row.Version} {row.State} {row.Step} {row.ScriptHash}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string HashOf(string definition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition)).AsSpan(0, 16));

    private static async Task<string?> SystemIdentifierAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT system_identifier::text FROM pg_control_system()", connection);
        try
        {
            return (string?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }
}
