namespace Lockstep.Effects.Tests.Peers;

/// <summary>Why, where it is not what the server does that decides: it can't see what an application uses, and its tables here are small.</summary>
internal static class Reasons
{
    private const string OldNameIsGone = "running versions know it by the old name";
    private const string Gone = "running versions may use it";

    /// <summary>Why ours is right to speak, by our rule.</summary>
    private static readonly Dictionary<string, string> s_byOurRule = new(StringComparer.Ordinal)
    {
        ["LS2006"] = "an invalid index of that name, left by a build that failed, passes for a good one",
        ["LS2073"] = "the rows are gone, and the lock is ACCESS EXCLUSIVE",
        ["LS2091"] = "no foreign key is checked from here on",
        ["LS2096"] = "subscribers lose what it published, and fail where it is gone",
        ["LS3002"] = Gone,
        ["LS3003"] = OldNameIsGone,
        ["LS3004"] = OldNameIsGone,
        ["LS3005"] = OldNameIsGone,
        ["LS3006"] = "running versions write the old value",
        ["LS3007"] = OldNameIsGone,
        ["LS3008"] = "CASCADE takes more than the statement names",
        ["LS3009"] = Gone,
        ["LS3010"] = Gone,
        ["LS3011"] = "takes all that is in it, unnamed",
        ["LS3012"] = Gone,
        ["LS3013"] = "a relation of that name and of another shape is there, and stays",
        ["LS3014"] = "json has no =, so that DISTINCT, UNION and GROUP BY fail",
        ["LS3018"] = "INSERTs that leave the column out fail, or leave it empty",
        ["LS4004"] = "nothing runs under it",
        ["LS4007"] = "the ACCESS EXCLUSIVE lock of the statement before is held while rows come in",
        ["LS4009"] = "outside of a transaction block, where it stands, PostgreSQL refuses it (25P01)",
        ["LS4030"] = "every row is locked until the end, and written anew",
        ["LS4031"] = "every row is gone",
        ["LS4036"] = "the sequence does not know of the number, and will give it again",
    };

    /// <summary>Why ours is right to be silent or to speak, by the statement.</summary>
    private static readonly Dictionary<string, string> s_byStatement = new(StringComparer.Ordinal)
    {
        ["CREATE INDEX viewed_kept_a ON viewed_kept (a)"] = "nobody writes to a materialized view: only REFRESH waits, and CONCURRENTLY is no need",
        ["ALTER TABLE nullable ALTER COLUMN a DROP NOT NULL"] = "it was no NOT NULL column, and nothing changes",
        ["ALTER TABLE users DROP COLUMN IF EXISTS nowhere_to_be_found"] = "there is no such column",
        ["ALTER TABLE users_email RENAME TO users_mail"] = "it is an index, which no application names",
        ["ALTER TABLE fresh RENAME COLUMN a TO b"] = "the transaction itself made the table",
        ["DROP TABLE fresh"] = "the transaction itself made the table",
        ["DROP TABLE IF EXISTS nowhere_to_be_found"] = "there is no such table",
        ["ALTER TABLE IF EXISTS nowhere_to_be_found RENAME TO somewhere"] = "there is no such table",
        ["ALTER TABLE hashed ATTACH PARTITION hashed_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1)"] = "the table is empty here; one with rows is read",
    };

    /// <summary>The statements that something is said of.</summary>
    internal static IEnumerable<string> Statements => s_byStatement.Keys;

    /// <summary>The rules that something is said of.</summary>
    internal static IEnumerable<string> Rules => s_byOurRule.Keys;

    /// <summary>What is said of a disagreement that the observation does not decide; null if nothing is.</summary>
    internal static Verdict? Of(Disagreement disagreement)
    {
        if (s_byStatement.TryGetValue(disagreement.Compared.Script.Statement.Sql, out var reason)) return new(Verdict.Lockstep, reason);
        if (disagreement.IsSquawks)
        {
            return disagreement.Compared.Ours.Any(rule => rule.Id == "LS3015") ? new("policy", "no running version fails at once; Lockstep says it as an information (LS3015)") : null;
        }

        foreach (var rule in disagreement.Compared.OursOn(disagreement.Subject))
        {
            if (s_byOurRule.TryGetValue(rule, out var why)) return new(Verdict.Lockstep, why);
        }

        return null;
    }
}
