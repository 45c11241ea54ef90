namespace Lockstep.Model.Operations;

/// <summary><c>COMMENT ON</c>.</summary>
/// <param name="Object">On what.</param>
/// <param name="Text">The comment; null to take it away.</param>
public sealed record SetComment(DatabaseObject Object, string? Text) : Operation;

/// <summary><c>SECURITY LABEL</c>.</summary>
/// <param name="Object">On what.</param>
/// <param name="Label">The label; null to take it away.</param>
public sealed record SetSecurityLabel(DatabaseObject Object, string? Label) : Operation
{
    /// <summary>Who knows what it means; null if only one is loaded.</summary>
    public string? Provider { get; init; }
}
