namespace Lockstep.Model.Rules.Transactions;

/// <summary>Rules about enums and transactions.</summary>
internal static class EnumRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new EnumValueUsedTooEarly()];
}
