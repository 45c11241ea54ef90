using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>When a trigger fires.</summary>
public enum TriggerTiming
{
    /// <summary>Before the row or statement.</summary>
    Before,

    /// <summary>After it.</summary>
    After,

    /// <summary>In its place; only on views.</summary>
    InsteadOf,
}

/// <summary><c>CREATE TRIGGER</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table or view.</param>
/// <param name="Timing">When it fires.</param>
/// <param name="Events">On what, as SQL: <c>INSERT</c>, <c>UPDATE</c>, <c>UPDATE OF a, b</c>, <c>DELETE</c>, <c>TRUNCATE</c>.</param>
/// <param name="Function">The function that it calls.</param>
public sealed record CreateTrigger(string Name, QualifiedName Table, TriggerTiming Timing, EquatableArray<string> Events, QualifiedName Function) : Operation
{
    /// <summary>Whether it takes the place of an existing one.</summary>
    public bool OrReplace { get; init; }

    /// <summary>Whether it is a constraint trigger.</summary>
    public bool Constraint { get; init; }

    /// <summary>The other table of a constraint trigger.</summary>
    public QualifiedName? From { get; init; }

    /// <summary>Whether a transaction may put a constraint trigger off.</summary>
    public bool Deferrable { get; init; }

    /// <summary>Whether a constraint trigger is put off unless told otherwise.</summary>
    public bool InitiallyDeferred { get; init; }

    /// <summary>The name of the relation with the old rows; null if none.</summary>
    public string? OldTable { get; init; }

    /// <summary>The name of the relation with the new rows; null if none.</summary>
    public string? NewTable { get; init; }

    /// <summary>Whether it fires once a row, not once a statement.</summary>
    public bool ForEachRow { get; init; }

    /// <summary>Its condition in SQL; null if it always fires.</summary>
    public string? When { get; init; }

    /// <summary>What the function is given.</summary>
    public EquatableArray<string> Arguments { get; init; }
}

/// <summary>When a trigger or rule works, seen from logical replication.</summary>
public enum FiringState
{
    /// <summary>In ordinary sessions.</summary>
    Enabled,

    /// <summary>Never.</summary>
    Disabled,

    /// <summary>Only in sessions that replay changes.</summary>
    Replica,

    /// <summary>In both.</summary>
    Always,
}

/// <summary><c>ALTER TABLE … ENABLE TRIGGER</c> or <c>DISABLE TRIGGER</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Trigger">The trigger; null for all, or, with <see cref="UserOnly"/>, for those that enforce no constraint.</param>
/// <param name="State">When it fires from now on.</param>
public sealed record SetTriggerState(QualifiedName Table, string? Trigger, FiringState State) : TableChange(Table)
{
    /// <summary>Whether <c>USER</c> stands there, not <c>ALL</c>.</summary>
    public bool UserOnly { get; init; }
}

/// <summary><c>ALTER TABLE … ENABLE RULE</c> or <c>DISABLE RULE</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rule">The rule.</param>
/// <param name="State">When it works from now on.</param>
public sealed record SetRuleState(QualifiedName Table, string Rule, FiringState State) : TableChange(Table);

/// <summary><c>CREATE RULE</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table or view.</param>
/// <param name="Event"><c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</param>
/// <param name="Actions">What is done; empty for <c>NOTHING</c>.</param>
public sealed record CreateRule(string Name, QualifiedName Table, string Event, EquatableArray<string> Actions) : Operation
{
    /// <summary>Whether it takes the place of an existing one.</summary>
    public bool OrReplace { get; init; }

    /// <summary>Whether it is done instead of the statement, not also.</summary>
    public bool Instead { get; init; }

    /// <summary>Its condition in SQL; null if it always works.</summary>
    public string? Where { get; init; }
}

/// <summary><c>CREATE EVENT TRIGGER</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Event">Such as <c>ddl_command_end</c>.</param>
/// <param name="Function">The function that it calls.</param>
public sealed record CreateEventTrigger(string Name, string Event, QualifiedName Function) : Operation
{
    /// <summary>The commands that it fires for; empty for all.</summary>
    public EquatableArray<string> Tags { get; init; }
}

/// <summary><c>ALTER EVENT TRIGGER … ENABLE</c> or <c>DISABLE</c>.</summary>
/// <param name="Name">The event trigger.</param>
/// <param name="State">When it fires from now on.</param>
public sealed record SetEventTriggerState(string Name, FiringState State) : Operation;
