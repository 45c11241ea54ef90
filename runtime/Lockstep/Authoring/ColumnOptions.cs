using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>What can be said of a new column.</summary>
/// <typeparam name="TSelf">The builder itself, so that words chain.</typeparam>
public abstract class ColumnOptions<TSelf>
    where TSelf : ColumnOptions<TSelf>
{
    private protected ColumnOptions()
    {
    }

    /// <summary>The column has no nulls.</summary>
    public TSelf NotNull() => With(column => column with { NotNull = true });

    /// <summary>The column may have nulls, as every PostgreSQL column may unless told otherwise.</summary>
    public TSelf Nullable() => With(column => column with { NotNull = false });

    /// <summary>The default is an SQL expression: <c>DefaultSql("now()")</c>.</summary>
    public TSelf DefaultSql(string expression) => With(column => column with { Default = expression });

    /// <summary>The default is a constant.</summary>
    /// <param name="value">Text, a number, or a truth value.</param>
    public TSelf DefaultValue(string value) => DefaultSql("'" + value.Replace("'", "''", StringComparison.Ordinal) + "'");

    /// <inheritdoc cref="DefaultValue(string)" />
    public TSelf DefaultValue(long value) => DefaultSql(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="DefaultValue(string)" />
    public TSelf DefaultValue(decimal value) => DefaultSql(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="DefaultValue(string)" />
    public TSelf DefaultValue(bool value) => DefaultSql(value ? "true" : "false");

    /// <summary>The column numbers the rows; a given value is an error.</summary>
    public TSelf Identity() => With(column => column with { Identity = Model.Operations.Identity.Always });

    /// <summary>The column numbers the rows that come without a value.</summary>
    public TSelf IdentityByDefault() => With(column => column with { Identity = Model.Operations.Identity.ByDefault });

    /// <summary>The column is computed from others and stored.</summary>
    /// <param name="expression">An immutable SQL expression.</param>
    public TSelf GeneratedAs(string expression) => With(column => column with { GeneratedAs = expression });

    /// <summary>The column alone is the primary key.</summary>
    public TSelf PrimaryKey() => With(column => column with { PrimaryKey = true });

    /// <summary>No two rows have the same value.</summary>
    public TSelf Unique() => With(column => column with { Unique = true });

    /// <summary>Every row meets the condition.</summary>
    /// <param name="condition">An SQL condition.</param>
    public TSelf Check(string condition) => With(column => column with { Check = condition });

    /// <summary>Text sorts and compares by this collation.</summary>
    /// <param name="collation">The collation's name.</param>
    public TSelf Collate(string collation) =>
        With(column => column with { Collation = QualifiedName.Parse(collation).ToSql() });

    /// <summary>Every value is a key of another table.</summary>
    /// <param name="table">The other table.</param>
    /// <param name="column">Its column; without it, its primary key.</param>
    /// <param name="onDelete">What happens here when the row there is deleted.</param>
    /// <param name="onUpdate">What happens here when the key there changes.</param>
    public TSelf References(
        string table,
        string? column = null,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction) =>
        With(it => it with
        {
            References = new(QualifiedName.Parse(table), column is null ? default : new([column]), onDelete, onUpdate),
        });

    private protected abstract TSelf With(Func<ColumnDefinition, ColumnDefinition> change);
}
