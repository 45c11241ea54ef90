namespace Lockstep.Model.Rules.Compatibility;

/// <summary>Rules about names that mean something else than they seem to.</summary>
internal static class NameRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new NothingIsMade(), new IdentifierTooLong(), new UnqualifiedName()];
}
