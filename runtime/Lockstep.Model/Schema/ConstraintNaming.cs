using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <summary>What PostgreSQL makes a constraint's name of that gets none: behind the table's name its columns and what it is, as in <c>t_a_b_key</c>.</summary>
internal static class ConstraintNaming
{
    /// <summary>The part of a check's name that says what it is.</summary>
    public const string Check = "check";

    /// <summary>The part of a NOT NULL's name that says what it is.</summary>
    public const string NotNull = "not_null";

    /// <summary>The label of an index that belongs to no constraint.</summary>
    public const string Index = "idx";

    /// <summary>The columns' part, null if there is none, and what it is.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="columns">The names of the table's columns; null if nobody knows them, and every name in a check passes for one.</param>
    public static (string? Columns, string Label) Of(TableConstraint constraint, IEnumerable<string>? columns) => constraint switch
    {
        PrimaryKeyConstraint => (null, "pkey"),
        UniqueConstraint key => (OfIndex(Quoted(key.Columns), key.Include), "key"),
        ExclusionConstraint exclusion => (OfIndex(exclusion.Elements.Select(WithoutOperator), exclusion.Include), "excl"),
        ForeignKeyConstraint key => (ObjectNaming.Columns(key.Columns), "fkey"),
        NotNullConstraint notNull => (notNull.Column, NotNull),
        CheckConstraint check => (OnlyColumn(check.Condition, columns), Check),
        _ => throw new ArgumentException($"A {constraint.GetType().Name} has no name that PostgreSQL would choose.", nameof(constraint)),
    };

    /// <summary>The columns' part of an index's name.</summary>
    /// <param name="elements">What it is on, as SQL.</param>
    /// <param name="include">The names of the columns that it also holds.</param>
    public static string OfIndex(IEnumerable<string> elements, IEnumerable<string> include) =>
        ObjectNaming.Columns(ObjectNaming.IndexColumns([.. elements, .. Quoted(include)]));

    /// <summary>An exclusion's element as its index has it: <c>a</c> of <c>a WITH =</c>.</summary>
    public static string WithoutOperator(string element)
    {
        var with = element.LastIndexOf(" WITH ", StringComparison.OrdinalIgnoreCase);
        return with < 0 ? element : element.Substring(0, with);
    }

    private static IEnumerable<string> Quoted(IEnumerable<string> names) => names.Select(SqlIdentifier.Quote);

    /// <summary>The column that a check is about; null if it is about none, or several.</summary>
    private static string? OnlyColumn(string condition, IEnumerable<string>? columns)
    {
        var used = columns is null
            ? ExpressionText.Names(condition).Select(name => name.Name).Distinct(StringComparer.Ordinal)
            : columns.Where(column => ExpressionText.Uses(condition, column));
        return used.Take(2).ToList() is [var only] ? only : null;
    }
}
