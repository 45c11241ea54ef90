namespace Lockstep.Model.Rules.Authoring;

/// <summary>Rules about Down.</summary>
internal static class DownRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new DownRequired(), new DownReversesUp()];
}
