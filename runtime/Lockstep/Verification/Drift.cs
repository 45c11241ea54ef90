using Lockstep.Catalog;
using Lockstep.Execution;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Verification;

/// <summary>How a database differs from what migrations lead to.</summary>
/// <param name="Differences">What is different, a line each.</param>
/// <param name="NotFollowed">What the migrations do that can't be followed without running them, so that a difference may come of it.</param>
internal sealed record Drift(IReadOnlyList<string> Differences, IReadOnlyList<string> NotFollowed)
{
    /// <summary>Replays the operations and compares what they lead to with the catalog. Changes nothing.</summary>
    public static async Task<Drift> OfAsync(Database database, IEnumerable<Operation> operations, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenForCatalogAsync(cancellationToken).ConfigureAwait(false);
        var replay = DatabaseSchema.Empty.ForServer(connection.PostgreSqlVersion.Major).Apply(operations);
        var actual = await SchemaLoader.LoadAsync(connection, cancellationToken).ConfigureAwait(false);
        return new(
            SchemaDiff.Between(replay.Schema, actual),
            [.. replay.Problems.Select(problem => problem.Operation.Origin is { Line: > 0 } origin ? $"{origin.File}({origin.Line}): {problem.Message}" : problem.Message).Distinct(StringComparer.Ordinal)]);
    }
}
