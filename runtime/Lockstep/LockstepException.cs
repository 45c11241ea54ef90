using Lockstep.Model.Operations;

namespace Lockstep;

/// <summary>
/// Something that a person can put right: what is wrong, where, and what to do next. Its message is meant to be read; its stack trace is not.
/// </summary>
/// <param name="code">The finding's id, <c>LS9xxx</c>; see <see cref="ToolkitCode"/>.</param>
/// <param name="message">What is wrong. Never holds a secret.</param>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="inner">What PostgreSQL or the system said, if anything.</param>
public sealed class LockstepException(string code, string message, ExitCode exitCode = ExitCode.Failed, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The finding's id.</summary>
    public string Code { get; } = code;

    /// <summary>What the process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>Where in the source it was written; <see cref="Origin.None"/> if nowhere.</summary>
    public Origin Origin { get; init; } = Origin.None;

    /// <summary>What to do next.</summary>
    public string? Next { get; init; }

    /// <summary>The end of the message that tells in which state the database is; null if there is none.</summary>
    internal string? Outcome { get; init; }

    /// <summary>The sessions that stood in the way; null if none did.</summary>
    public IReadOnlyList<Reporting.BlockingSession>? Sessions { get; init; }
}

/// <summary>What the process ends with.</summary>
public enum ExitCode
{
    /// <summary>All went well.</summary>
    Success = 0,

    /// <summary>The answer is no: a migration failed, the database is not as it should be, or <c>ping</c> had no answer.</summary>
    Failed = 1,

    /// <summary>Wrong arguments, settings or migrations; no database was touched.</summary>
    Usage = 2,

    /// <summary>No connection: unknown host, nobody listens, wrong password, unknown database, no PostgreSQL to be found.</summary>
    NoConnection = 3,

    /// <summary>Another runner held the lock for longer than <c>--wait</c>.</summary>
    LockNotAcquired = 4,

    /// <summary>A fault in Lockstep itself (<c>EX_SOFTWARE</c>).</summary>
    Internal = 70,

    /// <summary>Stopped by Ctrl-C or a signal (128 + SIGINT).</summary>
    Interrupted = 130,
}

/// <summary>The toolkit's own findings.</summary>
public static class ToolkitCode
{
    /// <summary>No database was named, or its name can't be read.</summary>
    public const string Connection = "LS9003";

    /// <summary>A password stands where logs keep it.</summary>
    public const string SecretInProperty = "LS9004";

    /// <summary>The assembly with the migrations can't be loaded, or has none.</summary>
    public const string Assembly = "LS9005";

    /// <summary>Two migrations have one version.</summary>
    public const string DuplicateVersion = "LS1003";

    /// <summary>Two migrations name one checkpoint.</summary>
    public const string DuplicateCheckpoint = "LS1019";

    /// <summary>A verb was used wrongly.</summary>
    public const string Authoring = "LS9006";

    /// <summary>A migration holds a statement that Lockstep can't run.</summary>
    public const string Statement = "LS9007";

    /// <summary>No PostgreSQL was found, or it does not start.</summary>
    public const string Embedded = "LS9008";

    /// <summary>A question needs an answer, and nobody is there to ask.</summary>
    public const string Unconfirmed = "LS9010";

    /// <summary>A file of SQL can't be read.</summary>
    public const string SqlFile = "LS9011";

    /// <summary>A setting in .editorconfig or .globalconfig, or a baseline, can't be understood.</summary>
    public const string Configuration = "LS9013";

    /// <summary>In the proof, a Down fails.</summary>
    public const string DownFails = "LS9101";

    /// <summary>In the proof, a Down leaves the schema other than it was.</summary>
    public const string DownDoesNotReverse = "LS9102";

    /// <summary>In the proof, an Up fails.</summary>
    public const string UpFails = "LS9103";

    /// <summary>In the proof, an Up after the Down makes another schema than the first time.</summary>
    public const string UpDiffers = "LS9105";

    /// <summary>The server can't be reached, or refuses.</summary>
    public const string NoConnection = "LS9201";

    /// <summary>Another runner holds the lock.</summary>
    public const string Locked = "LS9202";

    /// <summary>A migration failed on the database.</summary>
    public const string MigrationFailed = "LS9203";

    /// <summary>The database's history does not fit the project's migrations.</summary>
    public const string History = "LS9204";

    /// <summary>The database is not as it should be after the migrations.</summary>
    public const string Verification = "LS9205";

    /// <summary>The run was stopped.</summary>
    public const string Interrupted = "LS9206";

    /// <summary>The database can't be changed: a replica, or a read-only setting.</summary>
    public const string ReadOnly = "LS9207";

    /// <summary>A proxy between here and the server pools transactions, so that no session is ours.</summary>
    public const string PooledTransactions = "LS9220";

    /// <summary>The preflight found what would make a run fail, or wait.</summary>
    public const string Preflight = "LS9210";

    /// <summary>The audit's chain is broken.</summary>
    public const string Audit = "LS9211";

    /// <summary>The database's schema is not what the migrations lead to.</summary>
    public const string Drift = "LS9212";

    /// <summary>What would run is not what a plan says, or where it says.</summary>
    public const string PlanDiffers = "LS9230";

    /// <summary>A plan file can't be read or written, or was changed since it was made.</summary>
    public const string PlanFile = "LS9231";

    /// <summary>A plan is not approved, and must be.</summary>
    public const string NotApproved = "LS9232";

    /// <summary>A run was to be gone on with, and there is none.</summary>
    public const string NothingToResume = "LS9233";

    /// <summary>The log of a run can't be written; the run goes on.</summary>
    public const string Log = "LS9240";

    /// <summary>Spans and metrics can't be exported; the run goes on.</summary>
    public const string Telemetry = "LS9241";

    /// <summary>A fault in Lockstep itself.</summary>
    public const string Internal = "LS9999";
}
