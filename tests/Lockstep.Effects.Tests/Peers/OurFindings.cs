using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>What the rules that speak without being asked find in a script that they know the schema of.</summary>
internal static class OurFindings
{
    /// <summary>The rules that find something in the statement itself, in the order of their ids.</summary>
    internal static IReadOnlyList<RuleInfo> Of(PeerScript script)
    {
        var schema = script.Setup.Aggregate(ReplayedCatalogue.Base, ReplayedCatalogue.Replay);
        var read = new MigrationScript("script", Origin.None, new(SqlReader.Read(script.Text)), default)
        {
            DownState = DownState.NotWanted,
            Runner = ScriptRunner.StatementByStatement,
        };
        var options = RuleOptions.Default with { PostgresVersion = PeerScript.Version, TimeZone = "UTC" };
        var review = MigrationReview.Of(read, new(schema, []) { IsComplete = true }, options);
        var findings = RuleRunner.Run(RuleSet.All.Where(rule => rule.Info.OnByDefault), review);
        return [.. findings.Where(finding => finding.Origin.Start >= script.Start).Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }
}
