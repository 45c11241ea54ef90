using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>
/// Proves from a table's checks that a column has no nulls, as PostgreSQL does before it would read the table. A check also passes where it is
/// null, so <c>c &gt; 0</c> proves nothing; <c>c IS NOT NULL</c> alone or ANDed does, however NOT is put.
/// </summary>
internal static class NullTests
{
    /// <summary>The check that proves it; null if none does.</summary>
    /// <param name="table">The table as it is before.</param>
    /// <param name="column">The column.</param>
    public static SchemaConstraint? Proof(Table table, string column) => table.Constraints.FirstOrDefault(constraint =>
        constraint.Definition is CheckConstraint { NotValid: false, NotEnforced: false } check &&
        SqlParser.ParseExpression(check.Condition) is { } condition && Implies(condition, column, isDenied: false));

    private static bool Implies(SqlExpression condition, string column, bool isDenied) => condition switch
    {
        NotExpression not => Implies(not.Operand, column, !isDenied),
        // Denied, AND becomes OR of the denied parts and OR becomes AND.
        LogicalExpression logical when logical.IsAnd != isDenied => logical.Operands.Any(operand => Implies(operand, column, isDenied)),
        // An operand that can't be true is none.
        LogicalExpression logical => logical.Operands.All(operand => Truth(operand) is { } truth ? truth == isDenied : Implies(operand, column, isDenied)),
        BinaryExpression { Operator.Symbol: "=" or "<>" } compared when Truth(compared.Right) is { } truth => Implies(compared.Left, column, isDenied != (truth != (compared.Operator.Symbol == "="))),
        IsExpression { Test: "null" } test when test.IsNot != isDenied => Covers(test.Value, column, isDenied),
        IsExpression { Test: "distinct from", Other: ConstantExpression { Kind: ConstantKind.Null } } test when test.IsNot == isDenied => IsColumn(test.Value, column),
        _ => false,
    };

    private static bool? Truth(SqlExpression expression) =>
        expression is ConstantExpression { Kind: ConstantKind.Boolean } constant ? string.Equals(constant.Value, "true", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary>A row is not null if none of its fields is; that a row is not "null" says less.</summary>
    private static bool Covers(SqlExpression value, string column, bool isDenied) =>
        IsColumn(value, column) || (!isDenied && value is RowExpression row && row.Items.Any(item => IsColumn(item, column)));

    private static bool IsColumn(SqlExpression value, string column) => value is ColumnExpression { IsStar: false, Name: { } name } && name.Name == column;
}
