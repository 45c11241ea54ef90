using Lockstep.History;
using Lockstep.Planning;

namespace Lockstep.Hosting;

/// <summary>Where migrations stand on a database: what its history and its audit say.</summary>
internal static class Standing
{
    /// <summary>Reads both of the database that was named.</summary>
    /// <returns>The database's name, and what it says of each of the project's migrations.</returns>
    public static async Task<(string Database, IReadOnlyDictionary<long, AppliedDocument> Standings)> ReadAsync(
        HostContext context, MigrationSet migrations, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var notes = history is null ? null : await AuditNotes.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        return (
            found.Database.Name,
            HistoryComparison.Of(migrations, history).Statuses.ToDictionary(
                status => status.Migration.Version, status => AppliedDocument.Of(status, notes?.GetValueOrDefault(status.Migration.Version))));
    }
}
