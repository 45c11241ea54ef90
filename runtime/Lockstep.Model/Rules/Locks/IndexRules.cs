namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about how indexes are made and dropped.</summary>
internal static class IndexRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new IndexWithoutConcurrently()];
}
