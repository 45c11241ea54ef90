namespace Lockstep.Effects.Tests.Peers;

/// <summary>Who is right, and why.</summary>
/// <param name="Right">The linter's name, or <c>policy</c>.</param>
/// <param name="Why">In a word.</param>
internal sealed record Verdict(string Right, string Why)
{
    internal const string Squawk = "squawk";
    internal const string Lockstep = "Lockstep";

    /// <summary>The verdict that follows from what was seen; where that does not decide, what is said in <see cref="Reasons"/>; null if nothing is.</summary>
    internal static Verdict? Of(Disagreement disagreement)
    {
        var (seen, speaker, silent) = (disagreement.Compared.Seen, disagreement.IsSquawks ? Squawk : Lockstep, disagreement.IsSquawks ? Lockstep : Squawk);
        if (seen.IsRefused) return RefusedBy(disagreement, speaker);
        if (Reasons.Of(disagreement) is { } said) return said;
        return disagreement.Subject switch
        {
            Subject.Server when seen.Works && seen.Blocks => new(speaker, "others wait while it works"),
            Subject.Server => new(silent, disagreement.IsSquawks && seen.Works ? "nobody waits while it works" : "it takes no time"),
            Subject.Wait when seen.Blocks => new(speaker, "who comes after it in the queue waits as long as it does"),
            Subject.Wait => new(silent, "nobody waits for it"),
            _ => null,
        };
    }

    /// <summary>Who says that it is refused is right; to say what it would do to others is beside the point.</summary>
    private static Verdict RefusedBy(Disagreement disagreement, string speaker) =>
        disagreement.Compared.OursOn(Subject.Server) is [var rule, ..] ? new(Lockstep, $"it is refused, as {rule} says") : new(speaker, "it is refused");
}
