namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about domains that tables use.</summary>
internal static class DomainRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new DomainConstraintChecked(), new DomainConstraintValidated()];
}
