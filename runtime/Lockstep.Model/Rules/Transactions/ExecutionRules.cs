namespace Lockstep.Model.Rules.Transactions;

/// <summary>Rules about whether a migration runs as it is meant to.</summary>
internal static class ExecutionRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new StatementCantWork(), new CantBeChecked(), new OpaqueCode(), new RetriableStatement()];
}
