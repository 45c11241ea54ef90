using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <content>Columns and expressions of indexes, and bounds of partitions.</content>
internal sealed partial class FormReader
{
    /// <summary>The form of an element of an index.</summary>
    /// <param name="element">The element.</param>
    /// <param name="scope">The table's columns.</param>
    /// <param name="method">The index's access method; null if there is no index.</param>
    public string Element(IndexElement element, Scope scope, string? method)
    {
        _scope = scope;
        var value = element.Column is { } name ? Column(new ColumnExpression(new SqlNamePath([name]), IsStar: false)) : Settled(Read(element.Expression!));
        var own = element.Column is { } column ? Find(column.Value)?.Column.Collation : null;
        var form = value.Form;
        if (element.Collation is { } collation && CollationName(collation) is var given && given != "\"default\"" && given != CollationOf(own)) form += " collate " + given;
        if (element.OperatorClass is { } operators && !(method is not null && IsDefault(operators, method, Types.Base(value.Type)))) form += " " + operators.Name + (element.OperatorClassOptions.Count > 0 ? Words(element, element.Expression, element.Column, element.Collation) : string.Empty);
        var isDescending = element.Direction == "desc";
        if (isDescending) form += " desc";
        return element.NullsFirst is { } first && first != isDescending ? form + (first ? " nulls first" : " nulls last") : form;
    }

    private string? CollationOf(string? sql) => sql is null ? null : FormOfCollation(context.Schema, QualifiedName.Parse(sql));

    private bool IsDefault(SqlNamePath operators, string method, SqlType type)
    {
        if (operators.Qualifier is not (null or "pg_catalog")) return false;
        var known = BuiltIns.OperatorClass(method, type.Name) ?? BuiltIns.OperatorClass(method, type switch
        {
            { Name: "varchar" } => "text",
            { Name: "cidr" } => "inet",
            _ when type.IsArray => "anyarray",
            _ when Types.IsEnum(type) => "anyenum",
            _ when Types.RangeElement(type) is not null => "anyrange",
            _ when Types.IsComposite(type) => "record",
            _ => type.Name,
        });
        return known == operators.Name;
    }

    /// <summary>The form of a partition's bounds.</summary>
    /// <param name="bound">The bounds.</param>
    /// <param name="types">The types of the key's columns.</param>
    public string Bounds(PartitionBound bound, IReadOnlyList<SqlType> types)
    {
        string Datum(SqlExpression value, int at)
        {
            if (value is ColumnExpression { Name: { Parts.Count: 1, Name: "minvalue" or "maxvalue" } word }) return word.Name;
            var type = at < types.Count ? new SqlType(Types.Base(types[at]).Name) : SqlType.Untold;
            var read = Read(value);
            if (read.IsNull) return "null";
            // A number is of the key's type here, however it was written.
            return read.Literal is null && value is ConstantExpression or UnaryExpression && !type.IsUntold ? Literals.Form(type, value.TextIn(source)) : Coerce(read, type).Form;
        }

        return bound.Kind switch
        {
            "in" => "in(" + string.Join(",", bound.From.Select(value => Datum(value, 0)).OrderBy(form => form, StringComparer.Ordinal)) + ")",
            "from" => "from(" + List(bound.From.Select(Datum)) + ")to(" + List(bound.To.Select(Datum)) + ")",
            "with" => "with(" + bound.Modulus + "," + bound.Remainder + ")",
            _ => "default",
        };
    }
}
