using System.Runtime.CompilerServices;

namespace Lockstep;

/// <summary>Makes a class that derives from <see cref="Migration"/> a migration of the project.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MigrationAttribute : Attribute
{
    /// <summary>Gives the migration its place in the order and its name.</summary>
    /// <param name="version">
    /// Its place in the order, greater than 0 and used once. By custom the time of writing, <c>2026_11_21_0900</c>, or a running number.
    /// </param>
    /// <param name="name">What it changes, in a few words: <c>Add users.email</c>.</param>
    /// <param name="file">Filled in by the compiler: where findings about the whole migration point.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public MigrationAttribute(long version, string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Version = version;
        Name = name;
        File = file;
        Line = line;
    }

    /// <summary>Its place in the order.</summary>
    public long Version { get; }

    /// <summary>What it changes.</summary>
    public string Name { get; }

    /// <summary>The ticket that asked for it; shown in status, history and reports.</summary>
    public string? Ticket { get; set; }

    /// <summary>
    /// Wants all of the migration in one transaction. Without it, a statement that can't be in one (CREATE INDEX CONCURRENTLY) becomes a
    /// step of its own, and what stands before and after it becomes transactions of their own.
    /// </summary>
    public bool SingleTransaction { get; set; }

    /// <summary>The source file that the attribute stands in.</summary>
    public string File { get; }

    /// <summary>The line in <see cref="File"/>, counted from 1.</summary>
    public int Line { get; }
}

/// <summary>
/// Declares that from this migration on the application no longer needs a column, a table, or another object. A later migration may drop it; dropping it
/// without this is finding LS3001, LS3002, LS3009, LS3010 or LS3012.
/// </summary>
/// <param name="column">The column as <c>table.column</c> or <c>schema.table.column</c>; a table, view, function, type or sequence by its name, with its schema or without.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DeprecatesAttribute(string column) : Attribute
{
    /// <summary>The column, or the object's name.</summary>
    public string Column { get; } = column;
}

/// <summary>Names the place behind a migration: <c>migrate --to-checkpoint NAME</c> and <c>rollback --to-checkpoint NAME</c> go there.</summary>
/// <param name="name">The name, used once in the project.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckpointAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Silences a finding, with the reason why it does no harm here.</summary>
/// <param name="rule">The rule's id, such as <c>LS3001</c>.</param>
/// <param name="reason">Why it is safe. An empty reason silences nothing.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class SafeBecauseAttribute(string rule, string reason) : Attribute
{
    /// <summary>The rule's id.</summary>
    public string Rule { get; } = rule;

    /// <summary>Why it is safe.</summary>
    public string Reason { get; } = reason;
}
