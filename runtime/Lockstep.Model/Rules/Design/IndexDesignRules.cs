namespace Lockstep.Model.Rules.Design;

/// <summary>Rules about which indexes there are.</summary>
internal static class IndexDesignRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [new WideIndex(), new DuplicateIndex(), new RedundantIndex(), new IndexOfUnfitType(), new IndexOfUnorderedType()];
}
