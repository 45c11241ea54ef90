namespace Lockstep.Model.Operations;

/// <summary>What undoes an operation, or why nothing does.</summary>
/// <param name="Operations">The operations that bring the schema back, in order; null if none do.</param>
/// <param name="Reason">Why none do; null if some do.</param>
public sealed record InverseResult(IReadOnlyList<Operation>? Operations, string? Reason)
{
    /// <summary>What stays lost although the schema comes back, such as <c>the values of users.note</c>; null for nothing.</summary>
    public string? Loss { get; init; }
}
