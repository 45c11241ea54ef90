using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Rules;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>What two linters say of a statement, and what a server was seen to do.</summary>
/// <param name="Script">The statement.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Squawk">The rules of squawk's that it breaks.</param>
/// <param name="Ours">The rules of ours that it breaks.</param>
internal sealed record Compared(PeerScript Script, Seen Seen, IReadOnlyList<string> Squawk, IReadOnlyList<RuleInfo> Ours)
{
    internal IReadOnlyList<string> SquawkOn(Subject subject) => [.. Squawk.Where(rule => Subjects.OfSquawk(rule) == subject)];

    internal IReadOnlyList<string> OursOn(Subject subject) => [.. Ours.Where(rule => Subjects.OfOurs(rule) == subject).Select(rule => rule.Id)];
}

/// <summary>A statement of which only one linter says something about a subject.</summary>
/// <param name="Compared">The statement.</param>
/// <param name="Subject">The subject.</param>
internal sealed record Disagreement(Compared Compared, Subject Subject)
{
    /// <summary>Whether it is squawk that says something.</summary>
    internal bool IsSquawks => Compared.SquawkOn(Subject).Count > 0;
}

/// <summary>All statements of the catalogue, compared.</summary>
internal static class Comparison
{
    internal static IReadOnlyList<Compared> Of(IReadOnlyDictionary<string, IReadOnlyList<string>> squawk)
    {
        var observed = ObservationFile.Read(Catalogue.ObservedFile(PeerScript.Version));
        return [.. PeerScript.All.Select(script => new Compared(script, Seen(script), squawk[script.Statement.Key], OurFindings.Of(script)))];

        Seen Seen(PeerScript script) => new(observed[script.Statement.Key], script.Statement.Sql.Contains("CONCURRENTLY", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Where only one of the two says something.</summary>
    internal static IReadOnlyList<Disagreement> Disagreements(IEnumerable<Compared> all, Subject subject) => [.. all
        .Where(compared => compared.SquawkOn(subject).Count > 0 != compared.OursOn(subject).Count > 0)
        .Select(compared => new Disagreement(compared, subject))];
}
