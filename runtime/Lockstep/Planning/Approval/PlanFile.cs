using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lockstep.Planning.Approval;

/// <summary>
/// A plan in a file, with who approved it. Its hashes show that something was changed since; they are no signatures: who can write the file can also compute
/// them anew.
/// </summary>
internal sealed class PlanFile
{
    // As people read it: SQL with its quotes and arrows, not with \u0027 in their place. It is never put into HTML.
    private static readonly PlanJson s_json = new(new JsonSerializerOptions(PlanJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly JsonElement _plan;
    private readonly List<PlanApproval> _approvals;

    private PlanFile(JsonElement plan, PlanContent content, string sha256, IEnumerable<PlanApproval> approvals)
    {
        _plan = plan;
        Content = content;
        Sha256 = sha256;
        _approvals = [.. approvals];
    }

    /// <summary>What it says.</summary>
    public PlanContent Content { get; }

    /// <summary>SHA-256 over that: what names the plan in the audit.</summary>
    public string Sha256 { get; }

    /// <summary>Who agreed, in order.</summary>
    public IReadOnlyList<PlanApproval> Approvals => _approvals;

    /// <summary>Who agreed, for the audit; null if nobody did.</summary>
    public string? Approvers => _approvals.Count == 0 ? null : string.Join(", ", _approvals.Select(approval => approval.By).Distinct(StringComparer.Ordinal));

    /// <summary>A new one.</summary>
    public static PlanFile Of(PlanContent content)
    {
        var plan = JsonSerializer.SerializeToElement(content, s_json.PlanContent);
        return new(plan, content, HashOf(plan), []);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="LockstepException">It can't be read, or was changed since it was made.</exception>
    public static PlanFile Read(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), s_json.PlanFileDocument);
            if (document is not { Plan.ValueKind: JsonValueKind.Object, Sha256: not null, Approvals: not null }) throw Unreadable(path, "it is no plan", null);
            if (document.Plan.TryGetProperty("format", out var format) && (!format.TryGetInt32(out var number) || number != PlanContent.CurrentFormat))
            {
                throw Unreadable(path, $"its format is {format}, and this Lockstep ({Product.Version}) reads {PlanContent.CurrentFormat}", null);
            }

            var sha256 = HashOf(document.Plan);
            if (!Same(sha256, document.Sha256)) throw Altered(path, "what it says");
            var before = sha256;
            foreach (var approval in document.Approvals)
            {
                if (!Same(HashOf(before, approval.By, approval.Comment, approval.At), approval.Sha256)) throw Altered(path, $"the approval by {approval.By}");
                before = approval.Sha256;
            }

            var content = document.Plan.Deserialize(s_json.PlanContent);
            return content is { Plan: not null, Target: not null, Settings: not null, Touched: not null } ? new(document.Plan, content, sha256, document.Approvals) : throw Unreadable(path, "it is no plan", null);
        }
        catch (JsonException wrong)
        {
            throw Unreadable(path, "it is no plan: " + wrong.Message, wrong);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, wrong.Message.TrimEnd('.'), wrong);
        }
    }

    /// <summary>Adds a yes.</summary>
    public void Approve(string by, string? comment, DateTimeOffset at)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var before = _approvals.Count == 0 ? Sha256 : _approvals[^1].Sha256;
        _approvals.Add(new(by, comment, time, HashOf(before, by, comment, time)));
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="LockstepException">It can't be written.</exception>
    public void Write(string path)
    {
        try
        {
            var whole = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
            var beside = whole + ".new";
            File.WriteAllText(beside, JsonSerializer.Serialize(new(_plan, Sha256, _approvals), s_json.PlanFileDocument) + "\n");
            File.Move(beside, whole, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LockstepException(ToolkitCode.PlanFile, $"The plan can't be written to {path}: {wrong.Message.TrimEnd('.')}.", ExitCode.Usage, wrong)
            {
                Next = "Name a file in a folder that can be written to.",
            };
        }
    }

    /// <summary>Over the JSON without white space, so that a tool may indent it in another way.</summary>
    private static string HashOf(JsonElement plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) plan.WriteTo(writer);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>Each with its length before it, so that no two approvals have one text.</summary>
    private static string HashOf(string before, string by, string? comment, string at) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ((string?[])[before, by, comment, at]).Select(text => text is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)}:{text}"))))));

    private static bool Same(string computed, string? written) => string.Equals(computed, written, StringComparison.OrdinalIgnoreCase);

    private static LockstepException Altered(string path, string what) =>
        new(ToolkitCode.PlanFile, $"{path} was changed since it was made: {what} does not have the hash that stands there.")
        {
            Next = "Take the file as it was approved, or make a new plan: lockstep plan --out.",
        };

    private static LockstepException Unreadable(string path, string why, Exception? inner) =>
        new(ToolkitCode.PlanFile, $"The plan {path} can't be read: {why}.", ExitCode.Usage, inner)
        {
            Next = "Name a file that lockstep plan --out has written.",
        };
}
