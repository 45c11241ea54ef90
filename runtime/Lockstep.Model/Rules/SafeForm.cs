using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules;

/// <summary>
/// What to write in the place of an operation so that the rule has nothing to say and the schema at the end is the same. It is in operations, so that
/// every door can write it in its own language.
/// </summary>
/// <param name="Title">What the fix does, for a menu: <c>Create it concurrently</c>.</param>
/// <param name="Instead">What takes the operation's place, in order.</param>
public sealed record SafeForm(string Title, EquatableArray<Operation> Instead)
{
    /// <summary>What a migration of its own does after this one, once this one is committed; empty if there is nothing left to do.</summary>
    public EquatableArray<Operation> Later { get; init; }

    /// <summary>What that migration is for, as its description: <c>Validate orders_user_id_fkey</c>.</summary>
    public string LaterDescription { get; init; } = string.Empty;
}
