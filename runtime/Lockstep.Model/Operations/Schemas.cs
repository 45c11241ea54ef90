namespace Lockstep.Model.Operations;

/// <summary><c>CREATE SCHEMA</c>.</summary>
/// <param name="Name">Its name; null for that of <see cref="Owner"/>.</param>
public sealed record CreateSchema(string? Name) : Operation
{
    /// <summary>Whether an existing schema is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The role that owns it, as SQL; null for the current one.</summary>
    public string? Owner { get; init; }

    /// <summary>What is made in it by the same statement.</summary>
    public EquatableArray<Operation> Elements { get; init; }
}
