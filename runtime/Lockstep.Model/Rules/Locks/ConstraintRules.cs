namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about how constraints are added and dropped.</summary>
internal static class ConstraintRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [];
}
