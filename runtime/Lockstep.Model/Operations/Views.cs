using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>CREATE VIEW</c>.</summary>
/// <param name="View">The new view.</param>
/// <param name="Query">What it shows.</param>
public sealed record CreateView(QualifiedName View, string Query) : Operation
{
    /// <summary>The columns' names; empty for the query's own.</summary>
    public EquatableArray<string> Columns { get; init; }

    /// <summary>Whether it takes the place of an existing view.</summary>
    public bool OrReplace { get; init; }

    /// <summary>Whether other sessions can't see it and it goes with this one.</summary>
    public bool Temporary { get; init; }

    /// <summary>Whether the query may name the view.</summary>
    public bool Recursive { get; init; }

    /// <summary><c>WITH (…)</c>, such as <c>security_invoker</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary><c>LOCAL</c> or <c>CASCADED</c>; null without <c>WITH CHECK OPTION</c>.</summary>
    public string? CheckOption { get; init; }
}

/// <summary><c>CREATE MATERIALIZED VIEW</c>.</summary>
/// <param name="View">The new view.</param>
/// <param name="Query">What it keeps.</param>
public sealed record CreateMaterializedView(QualifiedName View, string Query) : Operation
{
    /// <summary>The columns' names; empty for the query's own.</summary>
    public EquatableArray<string> Columns { get; init; }

    /// <summary>Whether an existing relation of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The storage's properties.</summary>
    public TableStorage Storage { get; init; } = TableStorage.Default;

    /// <summary>Whether it stays empty, and can't be read, until it is refreshed.</summary>
    public bool WithNoData { get; init; }
}
