using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>The answer of <c>changelog</c>.</summary>
/// <param name="Database">The database that was looked at; null if none was.</param>
/// <param name="Migrations">The migrations, the latest first.</param>
internal sealed record ChangelogDocument(string? Database, IReadOnlyList<ChangeDocument> Migrations);

/// <summary>A migration in the change log.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What its author says of it.</param>
/// <param name="Ticket">Its ticket.</param>
/// <param name="Author">Who wrote it, as git tells; null if it does not.</param>
/// <param name="Date">The day that its version tells.</param>
/// <param name="Changes">What it changes, in a few words.</param>
/// <param name="Reversible">Whether it has a Down.</param>
/// <param name="Applied">Where it stands on the database; null if none was looked at.</param>
internal sealed record ChangeDocument(
    long Version, string Name, string? Description, string? Ticket, string? Author, DateOnly? Date, IReadOnlyList<string> Changes, bool Reversible, AppliedDocument? Applied)
{
    /// <summary>A migration as data.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="description">What its author says of it.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="applied">Where it stands.</param>
    public static ChangeDocument Of(MigrationDescriptor migration, string? description, string? author, AppliedDocument? applied) => new(
        migration.Version,
        migration.Name,
        description,
        migration.Ticket,
        author,
        VersionDate.Of(migration.Version),
        OperationWords.Of(Planner.Plan(migration, Direction.Up).Steps.SelectMany(step => step.Statements).Select(statement => statement.Operation)),
        Planner.HasDown(migration),
        applied);
}

/// <summary>Where a migration stands on a database.</summary>
/// <param name="State">As in <c>status</c>.</param>
/// <param name="At">When it was applied.</param>
/// <param name="Milliseconds">How long that took.</param>
/// <param name="Role">The database role that did it.</param>
/// <param name="By">Who did it, as <c>user@machine</c>.</param>
/// <param name="Approver">Who allowed it.</param>
/// <param name="ApplicationVersion">Of which release.</param>
/// <param name="Commit">Built from which commit.</param>
/// <param name="Rows">How many rows it wrote.</param>
/// <param name="LockWaitMilliseconds">How long it waited for locks in tries that got none.</param>
/// <param name="RunId">In which run.</param>
/// <param name="Action">How, if it was not run: <c>baseline</c>, <c>adopt</c>, <c>mark-applied</c>, <c>skip</c>.</param>
/// <param name="Reason">Why then.</param>
/// <param name="Source">Whether the source is still what was applied: <c>same</c>; <c>same statements</c>, written otherwise; or <c>changed</c>. Null while it is not applied.</param>
internal sealed record AppliedDocument(
    string State,
    DateTimeOffset? At,
    double? Milliseconds,
    string? Role,
    string? By,
    string? Approver,
    string? ApplicationVersion,
    string? Commit,
    long? Rows,
    double? LockWaitMilliseconds,
    string? RunId,
    string? Action,
    string? Reason,
    string? Source)
{
    /// <summary>What the history and the audit say of a migration.</summary>
    public static AppliedDocument Of(MigrationStatus status, AuditNotes? notes)
    {
        var (document, row) = (MigrationDocuments.Of(status), status.Row);
        return row is null
            ? new(document.State, null, null, null, null, null, null, null, null, null, null, null, null, null)
            : new(
                document.State, row.AppliedAt, row.DurationMs, row.AppliedBy, notes?.By ?? row.Host, notes?.Approver, notes?.ApplicationVersion, notes?.Commit, notes?.Rows,
                notes?.LockWaitMilliseconds is > 0 and var wait ? wait : null, notes?.RunId, notes?.Action is "up" ? null : notes?.Action, notes?.Reason, Compare(status));
    }

    private static string? Compare(MigrationStatus status) =>
        status.Row is not { State: MigrationState.Applied } row ? null
        : row.Fingerprint == status.Migration.Fingerprint ? "same"
        : row.ScriptHash == Planner.Plan(status.Migration, Direction.Up).ScriptHash ? "same statements"
        : "changed";
}

/// <summary>The answer of <c>show</c>.</summary>
/// <param name="Database">The database that was looked at; null if none was named.</param>
/// <param name="Migration">The migration.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it.</param>
/// <param name="Fingerprint">The source's fingerprint.</param>
/// <param name="Up">The steps of its Up.</param>
/// <param name="Down">The steps of its Down; null if it has none.</param>
internal sealed record ShowDocument(
    string? Database, ChangeDocument Migration, string? File, int? Line, string Fingerprint, IReadOnlyList<StepDocument> Up, IReadOnlyList<StepDocument>? Down);
