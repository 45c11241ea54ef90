using System.Globalization;
using System.Text;
using Lockstep.Model.Rules;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>The page about squawk.</summary>
internal static class SquawkPage
{
    private static readonly (Subject Subject, string Title, string Text)[] s_parts =
    [
        (Subject.Server, "What PostgreSQL does",
            "One of the two says that PostgreSQL works while others wait, or refuses. Decided by what the server was seen to do: locks, rows read, files written, refusals."),
        (Subject.Wait, "Brief locks that are waited for without a limit",
            "The lock is let go at once, but who asks for it queues up behind every transaction that has the table, and all others queue up behind him. " +
            "Statements for which squawk has `require-lock-timeout` too are no disagreement."),
        (Subject.Application, "What running versions use, and rows",
            "A server can't see what an application uses, so the locks that were seen do not decide; the reason is told."),
    ];

    private static readonly (string Squawk, string Ours, string Why)[] s_policies =
    [
        ("require-lock-timeout", "LS4002", "off by default: Lockstep's engine sets lock_timeout and tries again. Without it LS2022, LS2047, LS2079, LS2085 and LS2090 to LS2098 speak of the locks that nobody expects"),
        ("require-statement-timeout", "LS4003", "off by default: a statement_timeout also cuts off VALIDATE and concurrent builds (LS2018)"),
        ("prefer-robust-stmts", "LS4018", "off by default: a migration that fails in its transaction leaves nothing behind, and IF NOT EXISTS hides an object of another shape (LS3013)"),
        ("prefer-bigint-over-int", "LS5044", "off by default: taste but for keys; LS5021 is for keys, LS5022 for what is wrong on any day"),
        ("prefer-bigint-over-smallint", "LS5044", "off by default, as for int"),
        ("prefer-text-field", "LS5041", "off by default: since PostgreSQL 9.2 a longer varchar costs nothing, so the limit is a matter of taste"),
        ("prefer-timestamp-tz", "LS5043", "off by default: a local time is what some columns mean"),
        ("prefer-identity", "LS5045", "off by default: serial works; for a table in use, LS2044 speaks of both"),
        ("ban-char-field", "LS5042", "off by default: some codes have a fixed length"),
        ("require-enum-value-ordering", "LS5035", "off by default: the end is where a new value mostly belongs"),
        ("ban-create-domain-with-constraint", "LS5037", "off by default: a domain is as good a place for a check as any; LS2046, LS2060 and LS2061 speak where it makes others wait"),
    ];

    /// <summary>The policies' rules on both sides.</summary>
    internal static IReadOnlyDictionary<string, string> Policies { get; } = s_policies.ToDictionary(policy => policy.Squawk, policy => policy.Ours, StringComparer.Ordinal);

    /// <summary>The whole page.</summary>
    internal static string Text(IReadOnlyList<Compared> all)
    {
        var page = new StringBuilder();
        page.Append(Invariant($"""
            # squawk and Lockstep on the same statements

            <!-- Written by SquawkTests; run it with LOCKSTEP_UPDATE=1. -->

            The {all.Count} statements of the catalogue under `tests/Lockstep.Effects.Tests`, each as a file of its own, judged by `{Squawk.Package}` and by Lockstep with the rules that
            are on by default, for PostgreSQL {PeerScript.Version}. What the statement does was seen on a real server (`observed/pg{PeerScript.Version}.json`). squawk reads one file and knows no schema; Lockstep
            knows it, as with `lockstep lint --schema`. What stands before the statement in its transaction stands in the file. A finding of ours that is an information is not counted.

            The catalogue is ours, and so are the rules that are tested with it: where squawk was right, a rule of ours has been mended. What is worth reading here is where squawk's
            answer, or ours, surprises.

            | Subject | Both | Neither | Only squawk | Only Lockstep | squawk right | Lockstep right | Policy |
            |---|---|---|---|---|---|---|---|

            """));
        foreach (var (subject, title, _) in s_parts) page.Append(Sum(all, subject, title));
        foreach (var (subject, title, text) in s_parts)
        {
            page.Append(Invariant($"\n## {title}\n\n{text}\n\n| Statement | squawk | Lockstep | Seen on PostgreSQL {PeerScript.Version} | Right | Why |\n|---|---|---|---|---|---|\n"));
            foreach (var row in Rows(all, subject)) page.Append(Row(row));
        }

        page.Append("\n## Policy\n\nNobody is wrong here. Where squawk asks by default, Lockstep asks when it is told to.\n\n| squawk | Statements | Lockstep | Why |\n|---|---|---|---|\n");
        foreach (var (squawk, ours, why) in s_policies) page.Append(Invariant($"| {squawk} | {all.Count(compared => compared.Squawk.Contains(squawk))} | {ours} | {why} |\n"));
        var blockless = all.Count(compared => compared.Squawk.Contains("require-lock-timeout") && !compared.Seen.Blocks && !compared.Seen.IsRefused);
        page.Append(Invariant($"\nOf the statements for which squawk asks for a lock_timeout, {blockless} were seen to take no lock that writes wait for.\n"));
        return page.ToString();
    }

    /// <summary>The disagreements that a person has to read. That squawk asks for a timeout where Lockstep does not is one policy, no list.</summary>
    internal static IEnumerable<Disagreement> Rows(IReadOnlyList<Compared> all, Subject subject) =>
        Comparison.Disagreements(all, subject).Where(row => subject != Subject.Wait || !row.IsSquawks);

    private static string Sum(IReadOnlyList<Compared> all, Subject subject, string title)
    {
        var rows = Rows(all, subject).ToList();
        var rights = rows.ToLookup(row => Verdict.Of(row)?.Right, StringComparer.Ordinal);
        var both = all.Count(compared => compared.SquawkOn(subject).Count > 0 && compared.OursOn(subject).Count > 0);
        var neither = all.Count(compared => compared.SquawkOn(subject).Count == 0 && compared.OursOn(subject).Count == 0);
        var onlySquawk = subject == Subject.Wait ? "(policy)" : rows.Count(row => row.IsSquawks).ToString(CultureInfo.InvariantCulture);
        return Invariant($"| {title} | {both} | {neither} | {onlySquawk} | {rows.Count(row => !row.IsSquawks)} | {rights[Verdict.Squawk].Count()} | {rights[Verdict.Lockstep].Count()} | {rights["policy"].Count()} |\n");
    }

    private static string Row(Disagreement row)
    {
        var compared = row.Compared;
        var squawk = compared.Squawk.Where(rule => Subjects.OfSquawk(rule) is Subject.Server or Subject.Application);
        var verdict = Verdict.Of(row);
        return $"| {Code(compared.Script)} | {string.Join(", ", squawk)} | {string.Join(", ", compared.Ours.Select(Linked))} | {Cell(compared.Seen.Text)} | {verdict?.Right ?? "?"} | {verdict?.Why ?? "?"} |\n";
    }

    private static string Linked(RuleInfo rule) => $"[{rule.Id}](../rules/{rule.Id}.md)";

    private static string Code(PeerScript script)
    {
        string[] before = [.. script.Setup.Select(sql => "(before: " + sql + ")"), .. script.Statement.Before];
        return "`" + Cell(string.Join("; ", [.. before, script.Statement.Sql])) + "`";
    }

    private static string Cell(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
