using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules;

/// <summary>
/// What to write in the place of an operation so that the rule has nothing to say and the schema at the end is the same. It is plain data in
/// operations, so that every door can write it in its own language.
/// </summary>
/// <param name="Title">What the fix does, for a menu: <c>Create it concurrently</c>.</param>
/// <param name="Instead">
/// What takes the operation's place, in order; an operation that begins a step (<see cref="Operation.StartsStep"/>) is to be in a transaction of its
/// own. Empty if nothing takes its place and all of it is done later.
/// </param>
public sealed record SafeForm(string Title, EquatableArray<Operation> Instead)
{
    /// <summary>What is done once this migration is committed, in order: each a migration, and a file, of its own. Empty if nothing is left to do.</summary>
    public EquatableArray<LaterMigration> Later { get; init; }

    /// <summary>
    /// What takes the place of the operation's inverse in Down. Empty if what undoes the operation undoes this as well, as is usual; and empty if
    /// <see cref="Instead"/> is empty: then the inverse leaves Down together with the operation, and the later migration has it.
    /// </summary>
    public EquatableArray<Operation> Down { get; init; }

    /// <summary>What this migration declares deprecated, as <c>[Deprecates]</c> names it: <c>users.login</c>.</summary>
    public EquatableArray<string> Deprecates { get; init; }

    /// <summary>Whether an operation of <see cref="Instead"/> can't be inside a transaction.</summary>
    public bool OutsideTransaction => Instead.Any(operation => !operation.Transactional);

    /// <summary>
    /// Whether it puts off the operation itself: then what other rules have to say of that is to be mended where it goes, not before in its place.
    /// </summary>
    public bool ComesFirst { get; init; }

    /// <summary>
    /// What all fixes have in common that can be applied together, the same from version to version. Null: the rule's id is it.
    /// </summary>
    public string? EquivalenceKey { get; init; }
}

/// <summary>A migration that follows one that was made safe.</summary>
/// <param name="Description">What it is for, as a migration's description: <c>Validate orders_user_id_fkey</c>.</param>
/// <param name="Up">What it does, in order.</param>
/// <param name="Down">What undoes it; empty if nothing has to be undone, as with VALIDATE.</param>
public sealed record LaterMigration(string Description, EquatableArray<Operation> Up, EquatableArray<Operation> Down)
{
    /// <summary>
    /// What must be so before it may run, as a sentence for the one who deploys it: <c>No running version of the application reads users.login.</c>
    /// Null if it may follow at once.
    /// </summary>
    public string? Precondition { get; init; }

    /// <summary>What it declares deprecated, as <c>[Deprecates]</c> names it.</summary>
    public EquatableArray<string> Deprecates { get; init; }

    /// <summary>Whether an operation of <see cref="Up"/> can't be inside a transaction.</summary>
    public bool OutsideTransaction => Up.Any(operation => !operation.Transactional);
}
