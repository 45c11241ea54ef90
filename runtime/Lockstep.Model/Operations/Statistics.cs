using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>CREATE STATISTICS</c>.</summary>
/// <param name="Name">Its name; null if PostgreSQL is to choose one (since PostgreSQL 16).</param>
/// <param name="Table">The table.</param>
/// <param name="Elements">Columns and expressions as SQL.</param>
public sealed record CreateStatistics(QualifiedName? Name, QualifiedName Table, EquatableArray<string> Elements) : Operation
{
    /// <summary><c>ndistinct</c>, <c>dependencies</c>, <c>mcv</c>; empty for all.</summary>
    public EquatableArray<string> Kinds { get; init; }

    /// <summary>Whether an existing one of that name is no error.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary><c>ALTER STATISTICS … SET STATISTICS</c>.</summary>
/// <param name="Name">The statistics.</param>
/// <param name="Target">How finely ANALYZE looks, 0 to 10000; null for the default.</param>
public sealed record SetStatisticsTarget(QualifiedName Name, int? Target) : Operation
{
    /// <summary>Whether missing statistics are no error.</summary>
    public bool IfExists { get; init; }
}
