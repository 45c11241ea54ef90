namespace Lockstep.Model.Schema.Forms;

/// <summary>Puts normal forms in the places of expressions, so that equal objects compare as equal.</summary>
internal sealed class FormMap(DatabaseSchema schema) : ExpressionMap
{
    public FormContext Context => schema.Names;

    protected override DatabaseSchema Schema => schema;

    protected override string Expression(string sql, Scope scope, SqlType? target) => Expressions.FormOf(Context, sql, scope, target);

    protected override string Query(string sql) => Expressions.FormOfQuery(Context, sql);

    protected override string Element(string sql, Scope scope, string? method) =>
        Expressions.ParseElement(sql) is { } element ? new FormReader(Context, element.Text).Element(element.Element, scope, method) : Expressions.Raw(sql);

    protected override string Statement(string sql, Scope scope) => Expressions.FormOfStatement(Context, sql, scope);

    protected override string Bounds(string sql, Table parent)
    {
        if (parent.PartitionBy is not { } key || PartitionKeys.Read(sql) is not { } read) return Expressions.Raw(sql);
        var types = PartitionKeys.Columns(key).Select(name => name is not null && parent.Column(name) is { } column ? SqlType.Parse(column.Type) : SqlType.Untold).ToList();
        return new FormReader(Context, read.Text).Bounds(read.Bound, types);
    }
}
