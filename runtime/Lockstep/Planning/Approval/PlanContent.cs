using System.Text.Json;
using System.Text.Json.Serialization;
using Lockstep.Hosting;

namespace Lockstep.Planning.Approval;

/// <summary>What a plan file says: all that is approved.</summary>
/// <param name="Format">The file's format; <see cref="CurrentFormat"/>.</param>
/// <param name="ToolVersion">The Lockstep that made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="CreatedBy">Who: the operating system's user and machine.</param>
/// <param name="Target">For which database.</param>
/// <param name="Settings">How it is to be run.</param>
/// <param name="RequireApproval">Whether it must not be run without an approval.</param>
/// <param name="HistoryFingerprint">SHA-256 over the history of the migrations that are not in the plan.</param>
/// <param name="CatalogFingerprint">SHA-256 over the schema.</param>
/// <param name="Touched">The objects of the relations that the plan touches, each with the first half of the SHA-256 of its definition.</param>
/// <param name="Plan">What will be run, with effects and findings.</param>
internal sealed record PlanContent(
    int Format,
    string ToolVersion,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    PlanTarget Target,
    PlanSettings Settings,
    bool RequireApproval,
    string HistoryFingerprint,
    string CatalogFingerprint,
    IReadOnlyDictionary<string, string> Touched,
    PlanDocument Plan)
{
    /// <summary>The format that this Lockstep writes and reads.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>A database, as far as it can be told from others. Never holds a secret.</summary>
/// <param name="Server">Host and port.</param>
/// <param name="Database">Its name.</param>
/// <param name="SystemIdentifier">The number that initdb gave the server, and that its replicas share; null if the role may not ask.</param>
/// <param name="PostgresVersion">The server's version.</param>
/// <param name="Role">The role that does the work.</param>
internal sealed record PlanTarget(string Server, string Database, string? SystemIdentifier, string PostgresVersion, string Role);

/// <summary>How a plan is to be run.</summary>
/// <param name="To">The last version to apply; null for all.</param>
/// <param name="OnFailure"><c>stop</c> or <c>rollback</c>.</param>
/// <param name="LockTimeout">As the option; null if it was not given.</param>
/// <param name="LockRetries">As the option.</param>
/// <param name="StatementTimeout">As the option; null if it was not given.</param>
/// <param name="MaxBlocked">As the option.</param>
/// <param name="TerminateBlockers">As the option; null if it was not given.</param>
internal sealed record PlanSettings(
    long? To, string OnFailure, TimeSpan? LockTimeout, int LockRetries, TimeSpan? StatementTimeout, TimeSpan MaxBlocked, TimeSpan? TerminateBlockers);

/// <summary>A person's yes to a plan.</summary>
/// <param name="By">Who.</param>
/// <param name="Comment">What they said.</param>
/// <param name="At">When, in UTC to the second.</param>
/// <param name="Sha256">SHA-256 over what comes before it in the file, and the three.</param>
internal sealed record PlanApproval(string By, string? Comment, string At, string Sha256);

/// <summary>A plan file, as it stands on disk.</summary>
/// <param name="Plan">What it says.</param>
/// <param name="Sha256">SHA-256 over that.</param>
/// <param name="Approvals">Who agreed, in order.</param>
internal sealed record PlanFileDocument(JsonElement Plan, string Sha256, IReadOnlyList<PlanApproval> Approvals);

/// <summary>How plan files are written: for people too.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlanContent))]
[JsonSerializable(typeof(PlanFileDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
