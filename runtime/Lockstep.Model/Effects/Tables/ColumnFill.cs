using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using ColumnDefinition = Lockstep.Model.Operations.ColumnDefinition;

namespace Lockstep.Model.Effects;

/// <summary>
/// What a new column holds in rows that are there. One value for all of them is kept in the catalog and costs nothing; a value for each has to be
/// written into each, and so has one of a domain that may refuse it.
/// </summary>
internal sealed class ColumnFill
{
    /// <summary>Whether every row is written anew.</summary>
    public bool Rewrites { get; private init; }

    /// <summary>Whether rows have null.</summary>
    public bool LeavesNulls { get; private init; }

    /// <summary>Whether the column's definition says what rows have; a domain's default and an identity do not count, as PostgreSQL sees it.</summary>
    public bool IsSaid { get; private init; }

    /// <summary>Whether it depends on a function or type that is not known.</summary>
    public bool IsGuess { get; private init; }

    /// <summary>The sequences that give the values.</summary>
    public IReadOnlyList<QualifiedName> Sequences { get; private init; } = [];

    /// <summary>Why every row is written anew.</summary>
    public string Why { get; private init; } = string.Empty;

    /// <summary>What a new column holds.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="version">The server's major version.</param>
    /// <param name="column">The column.</param>
    public static ColumnFill Of(DatabaseSchema schema, int version, ColumnDefinition column)
    {
        var types = new TypeCatalog(schema);
        var type = types.Read(column.Type);
        if (column.GeneratedAs is not null)
        {
            return column.GeneratedVirtual
                ? new() { IsSaid = true }
                : new() { Rewrites = true, IsSaid = true, Why = $"\"{column.Name}\" is generated and stored, so every row is written anew" };
        }

        if (TypeNames.Serial(type.Name) is not null || column.Identity != Identity.None)
        {
            return new() { Rewrites = true, IsSaid = column.Identity == Identity.None, Why = $"\"{column.Name}\" is numbered, so every row is written anew" };
        }

        var isNull = column.Default is not null && SqlParser.ParseExpression(column.Default) is ConstantExpression { Kind: ConstantKind.Null };
        var value = isNull ? null : column.Default ?? types.DefaultOf(type);
        var isSaid = column.Default is not null;
        if (types.HasConstraints(type))
        {
            return new() { Rewrites = true, LeavesNulls = value is null, IsSaid = isSaid, Why = $"the domain {type.Name} has constraints, so every row is written anew" };
        }

        if (value is null) return new() { LeavesNulls = true, IsSaid = isSaid };
        var found = new ExpressionVolatility(schema, version).Of(value);
        return found.Volatility == Volatility.NotVolatile
            ? new() { IsSaid = isSaid }
            : new()
            {
                Rewrites = true,
                IsSaid = isSaid,
                IsGuess = found.Volatility == Volatility.Unknown,
                Sequences = [.. SequenceUse.Of(value)],
                Why = found.Volatility == Volatility.Unknown
                    ? $"{found.Function ?? "the default"}() is not known; if it is volatile, every row is written anew"
                    : $"{found.Function}() is volatile, so every row is written anew",
            };
    }
}
