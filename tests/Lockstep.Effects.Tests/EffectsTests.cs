using System.Text;
using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests;

/// <summary>What the model claims of each statement of the catalogue is what servers were seen to do.</summary>
public sealed class EffectsTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public void What_is_claimed_is_what_was_seen(int version)
    {
        var seen = ObservationFile.Read(Catalogue.ObservedFile(version));
        var differences = new StringBuilder();
        var (equal, unequal) = (0, 0);
        foreach (var statement in Catalogue.Statements.Where(statement => statement.Versions.Has(version)))
        {
            var observation = seen[statement.Key];
            if (observation.Error is not null) continue;
            var difference = Difference(observation, ReplayedCatalogue.Claim(statement, version));
            if (difference.Length == 0)
            {
                equal++;
                continue;
            }

            unequal++;
            differences.AppendLine(statement.ToString());
            foreach (var condition in statement.Setup.Concat(statement.Before)) differences.Append("    after: ").AppendLine(condition);
            differences.Append(difference);
        }

        Assert.True(unequal == 0, $"{equal} equal, {unequal} unequal\n{differences}");
    }

    [Fact]
    public void The_schema_that_statements_meet_can_be_replayed()
        => Assert.NotEmpty(ReplayedCatalogue.Base.Relations);

    private static string Difference(Observation seen, Claim claim)
    {
        var text = new StringBuilder();
        var claimed = claim.Effects;
        if (seen.Transactional != claimed.Transactional) text.AppendLine($"    transactional: seen {seen.Transactional}, claimed {claimed.Transactional}");
        Compare(text, "lock", seen.Locks.Select(pair => $"{pair.Key} {pair.Value}"), claimed.Locks.Select(pair => $"{pair.Key} {pair.Value}"));
        Compare(text, "rewrite", seen.Rewrites.Except(claim.Made), claimed.Rewrites.Except(claim.Made));
        Compare(text, "rebuild", seen.Rebuilds.Except(claim.Made), claimed.Rebuilds.Except(claim.Made));
        Compare(text, "restart", seen.Restarts.Except(claim.Made), claimed.Restarts.Except(claim.Made));
        Compare(text, "scan", seen.Scans.Except(claim.Made), claimed.Scans.Except(claim.Made).Where(scan => Filled.Has(scan) || claim.Filled.Contains(scan)));
        return text.ToString();
    }

    private static void Compare(StringBuilder text, string what, IEnumerable<string> seen, IEnumerable<string> claimed)
    {
        var (one, other) = (seen.ToHashSet(StringComparer.Ordinal), claimed.ToHashSet(StringComparer.Ordinal));
        foreach (var missing in one.Except(other)) text.AppendLine($"    {what} seen, not claimed: {missing}");
        foreach (var wrong in other.Except(one)) text.AppendLine($"    {what} claimed, not seen: {wrong}");
    }
}
