namespace Lockstep;

/// <summary>An SQL expression that stands for a value, such as <c>now()</c>. <c>Sql("now()")</c> in a migration makes one.</summary>
/// <param name="Sql">The expression, as it is written into the statement.</param>
public readonly record struct RawSql(string Sql)
{
    /// <inheritdoc />
    public override string ToString() => Sql;
}
