using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Sql;

/// <summary>
/// The comment <c>-- backfill</c>, alone on its line above an UPDATE or DELETE, which is then done in batches. Options follow the word:
/// <c>-- backfill workers=2 key=id batch=5000</c>.
/// </summary>
/// <param name="Settings">What it says.</param>
/// <param name="Problem">What is wrong with it and what to do; null if nothing is.</param>
public sealed record BackfillMark(BackfillSettings Settings, string? Problem)
{
    private const string Known = "the options are batch=5000, target=250ms, workers=2, key=id, lag=10s, sessions=50, gently and alongside";

    /// <summary>The mark that a comment is; null if it is none.</summary>
    /// <param name="comment">The comment without its dashes and the white space around it.</param>
    public static BackfillMark? Read(string comment)
    {
        // With a colon or a dash behind the word it is prose.
        if (!SqlFileMarker.IsOfStatement(comment)) return null;
        var words = comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var settings = BackfillSettings.Default;
        foreach (var word in words.Skip(1))
        {
            if (With(settings, word) is not { } more) return new(settings, $"'{word}' in '-- {comment}' is no option of a backfill; {Known}");
            settings = more;
        }

        return new(settings, null);
    }

    /// <summary>The mark that stands above a statement; null if none does.</summary>
    internal static BackfillMark? Between(string sql, int from, int to) => MarkComments.Between(sql, from, to).Select(Read).LastOrDefault(mark => mark is not null);

    /// <summary>The comment of an operation, with its dashes; null if it is no backfill.</summary>
    public static string? Write(Operation operation)
    {
        if (BackfillOf(operation)?.Backfill is not { } settings) return null;
        var words = new List<string> { "-- " + SqlFileMarker.Backfill };
        if (settings.BatchSize is { } batch) words.Add("batch=" + batch.ToString(CultureInfo.InvariantCulture));
        if (settings.Target is { } target) words.Add("target=" + Time(target));
        if (settings.Workers != 1) words.Add("workers=" + settings.Workers.ToString(CultureInfo.InvariantCulture));
        if (!settings.Key.IsEmpty) words.Add("key=" + string.Join(",", settings.Key));
        if (settings.MaxReplicaLag is { } lag) words.Add("lag=" + Time(lag));
        if (settings.MaxSessions is { } sessions) words.Add("sessions=" + sessions.ToString(CultureInfo.InvariantCulture));
        if (settings.Gently) words.Add("gently");
        if (settings.Alongside) words.Add("alongside");
        return string.Join(" ", words);
    }

    /// <summary>The UPDATE or DELETE that is done in batches; null if the operation is none.</summary>
    public static DataStatement? BackfillOf(Operation operation) => operation switch
    {
        SqlText { Meaning: [DataStatement { Backfill: not null } meant] } => meant,
        DataStatement { Backfill: not null } data => data,
        _ => null,
    };

    /// <summary>The statement below the mark.</summary>
    internal SqlText On(SqlText statement) => statement is { Kind: StatementKind.Ordinary, Meaning: [UpdateRows or DeleteRows] }
        ? statement with { Meaning = EquatableArray.Of<Operation>((DataStatement)statement.Meaning[0] with { Backfill = Settings }), MarkProblem = Problem }
        : statement with { MarkProblem = "'-- backfill' stands above a statement that is no UPDATE or DELETE; take it out, or put it above the one that is meant" };

    private static BackfillSettings? With(BackfillSettings settings, string word)
    {
        var equals = word.IndexOf('=');
        var value = equals < 0 ? null : word.Substring(equals + 1);
        return ((equals < 0 ? word : word.Substring(0, equals)).ToLowerInvariant(), value) switch
        {
            ("alongside", null) => settings with { Alongside = true },
            ("gently", null) => settings with { Gently = true },
            ("batch", not null) => Number(value) is > 0 and var rows ? settings with { BatchSize = rows } : null,
            ("workers", not null) => Number(value) is > 0 and var workers ? settings with { Workers = workers } : null,
            ("sessions", not null) => Number(value) is { } sessions ? settings with { MaxSessions = sessions } : null,
            ("target", not null) => Time(value) is { Ticks: > 0 } target ? settings with { Target = target } : null,
            ("lag", not null) => Time(value) is { } lag ? settings with { MaxReplicaLag = lag } : null,
            ("key", { Length: > 0 }) => settings with { Key = new(value.Split(',').Select(QualifiedName.Parse).Select(name => name.Name)) },
            _ => null,
        };
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Time(string text)
    {
        var digits = text.TakeWhile(character => character is (>= '0' and <= '9') or '.').Count();
        if (!double.TryParse(text.Substring(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return text.Substring(digits) switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "" or "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    private static string Time(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? (time.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture) + "s"
        : time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + "ms";
}
