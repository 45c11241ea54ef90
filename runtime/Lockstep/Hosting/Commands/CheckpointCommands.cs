using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;

namespace Lockstep.Hosting.Commands;

/// <summary>What several commands do with names of places.</summary>
internal static class CheckpointCommands
{
    /// <summary>The place of that name, in the project or in the database.</summary>
    /// <exception cref="LockstepException">There is none.</exception>
    public static async Task<NamedPlace> FindAsync(Database database, MigrationSet migrations, string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        return Checkpoints.Find(name, migrations, await CheckpointTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false));
    }
}
