using System.Text.Json;
using System.Text.Json.Serialization;
using Lockstep.Execution;
using Lockstep.Planning.Approval;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>The answer of <c>ping</c>.</summary>
/// <param name="Server">Host and port.</param>
/// <param name="Database">The database.</param>
/// <param name="PostgresVersion">The server's version.</param>
/// <param name="Milliseconds">How long connecting and asking took.</param>
internal sealed record PingDocument(string Server, string Database, string PostgresVersion, double Milliseconds);

/// <summary>The answer of <c>status</c>.</summary>
/// <param name="Server">Host and port.</param>
/// <param name="Database">The database.</param>
/// <param name="PostgresVersion">The server's version.</param>
/// <param name="Head">The highest version that is applied; null if none is.</param>
/// <param name="Pending">How many are not applied.</param>
/// <param name="Migrations">All that the project or the database knows, by version.</param>
internal sealed record StatusDocument(
    string Server, string Database, string PostgresVersion, long? Head, int Pending, IReadOnlyList<MigrationDocument> Migrations)
{
    /// <summary>Places that have names; null if none has.</summary>
    public IReadOnlyList<CheckpointDocument>? Checkpoints { get; init; }
}

/// <summary>A migration in <c>status</c> and <c>history</c>.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>pending</c>, <c>applied</c>, <c>step k/n</c>, <c>rolling back k/n</c> or <c>unknown</c> (applied, but not in the project).</param>
/// <param name="AppliedAt">When.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Ticket">Its ticket.</param>
/// <param name="AppliedBy">The database role that applied it.</param>
/// <param name="Host">The machine that applied it.</param>
internal sealed record MigrationDocument(
    long Version, string Name, string State, DateTimeOffset? AppliedAt, double? Milliseconds, string? Ticket, string? AppliedBy, string? Host);

/// <summary>The answer of <c>history</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Migrations">What is applied, in the order of applying.</param>
internal sealed record HistoryDocument(string Database, IReadOnlyList<MigrationDocument> Migrations)
{
    /// <summary>Places that runs have named; null if none has.</summary>
    public IReadOnlyList<CheckpointDocument>? Checkpoints { get; init; }
}

/// <summary>The answer of <c>plan</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Migrations">What would be run, in order.</param>
/// <param name="Schema"><c>live</c> if what is said of the statements starts from the database's schema, <c>replayed</c> if from what the migrations lead to.</param>
/// <param name="Risk">The greatest risk of a statement.</param>
/// <param name="Findings">What the rules say of it.</param>
internal sealed record PlanDocument(string Database, IReadOnlyList<PlannedMigrationDocument> Migrations, string Schema, string Risk, IReadOnlyList<FindingDocument> Findings)
{
    /// <summary>The file that it was written to; null for none.</summary>
    public string? File { get; init; }

    /// <summary>What names it there; null for none.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>A migration in a plan.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Direction"><c>up</c> or <c>down</c>.</param>
/// <param name="Ticket">Its ticket.</param>
/// <param name="ScriptHash">SHA-256 of all its statements.</param>
/// <param name="StepsDone">How many of its steps an earlier run has done.</param>
/// <param name="Steps">All its steps.</param>
internal sealed record PlannedMigrationDocument(
    long Version, string Name, string Direction, string? Ticket, string ScriptHash, int StepsDone, IReadOnlyList<StepDocument> Steps);

/// <summary>A step in a plan.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Transactional">Whether it is a transaction.</param>
/// <param name="Statements">Its statements.</param>
internal sealed record StepDocument(int Number, bool Transactional, IReadOnlyList<StatementDocument> Statements)
{
    /// <summary>For backfills, one for each statement: the comment that says how it is done in batches; null for other steps.</summary>
    public IReadOnlyList<string>? Backfills { get; init; }
}

/// <summary>The answer of <c>verify</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Ok">Whether all is as it should be.</param>
/// <param name="Problems">What is not.</param>
internal sealed record VerifyDocument(string Database, bool Ok, IReadOnlyList<ProblemDocument> Problems);

/// <summary>Something that is not as it should be.</summary>
/// <param name="Check">Which check found it: <c>history</c>, <c>fingerprint</c>, <c>index</c> or <c>constraint</c>.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Next">What to do.</param>
internal sealed record ProblemDocument(string Check, string Severity, string Text, string Next);

/// <summary>The answer of <c>lock status</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Holders">The sessions that hold a runner's lock; empty if no runner is at work.</param>
/// <param name="LastRelease">When, by whom and why a lock was last released by hand; null if none was.</param>
internal sealed record LockDocument(string Database, IReadOnlyList<LockHolder> Holders, string? LastRelease);

/// <summary>The answer of <c>backfill status</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Runner">The runner that is at work; null if none is.</param>
/// <param name="Backfills">Those that were begun.</param>
internal sealed record BackfillDocument(string Database, string? Runner, IReadOnlyList<Backfill.BackfillStatus> Backfills);

/// <summary>How the host writes JSON: generated code, so that nothing is looked up at start.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(PingDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(PlanContent))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(LockDocument))]
[JsonSerializable(typeof(BackfillDocument))]
[JsonSerializable(typeof(PreflightDocument))]
[JsonSerializable(typeof(AuditDocument))]
[JsonSerializable(typeof(DriftDocument))]
[JsonSerializable(typeof(AuditVerifyDocument))]
[JsonSerializable(typeof(ChangelogDocument))]
[JsonSerializable(typeof(ShowDocument))]
internal sealed partial class HostJson : JsonSerializerContext;
