using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules;

/// <summary>Another migration of the project.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">What a message calls it.</param>
/// <param name="Position">How many migrations come before it.</param>
/// <param name="Deprecates">The columns and tables that it declares deprecated: <c>table.column</c>, <c>schema.table.column</c>, or a table's name.</param>
public sealed record OtherMigration(long Version, string Name, int Position, EquatableArray<string> Deprecates);

/// <summary>What came before a migration.</summary>
/// <param name="Schema">What the migrations before it leave, as far as operations tell; other tables may be there too.</param>
/// <param name="Migrations">Those of them that declare something deprecated, in order of their versions.</param>
public sealed record MigrationHistory(DatabaseSchema Schema, IReadOnlyList<OtherMigration> Migrations)
{
    /// <summary>A new database.</summary>
    public static MigrationHistory None { get; } = new(DatabaseSchema.Empty, []);

    /// <summary>
    /// Whether <see cref="Schema"/> is all there is, so that a table it lacks does not exist. False for migrations of a database that was there before
    /// them.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>
    /// Whether all that the migrations before it do to the schema can be read in them. If not, <see cref="Schema"/> may be another one than there will be.
    /// </summary>
    public bool IsLegible { get; init; } = true;

    /// <summary>How many migrations there are before it in all.</summary>
    public int Count { get; init; }

    /// <summary>The version of the migration right before it; 0 if it is the first.</summary>
    public long PreviousVersion { get; init; }

    /// <summary>The migration behind it that makes a relation, which is not there yet; null if there is none, or nothing is known of those behind it.</summary>
    public Func<ObjectName, OtherMigration?>? MadeLater { get; init; }

    /// <summary>
    /// The last migration before it, of those with versions greater than the second argument, that locks a relation against writes; null if there is none,
    /// or nothing is known of those before it.
    /// </summary>
    public Func<ObjectName, long, OtherMigration?>? LockedEarlier { get; init; }
}
