namespace Lockstep;

/// <summary>A PostgreSQL type as SQL, such as <c>varchar(200)</c>.</summary>
/// <param name="Sql">The type as it stands in a column's definition.</param>
public readonly record struct ColumnType(string Sql)
{
    /// <summary>The type of arrays of this one: <c>text[]</c>.</summary>
    public ColumnType Array() => new(Sql + "[]");

    /// <inheritdoc />
    public override string ToString() => Sql;
}
