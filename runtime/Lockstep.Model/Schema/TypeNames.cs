using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema;

/// <summary>Types as the catalog calls them.</summary>
internal static class TypeNames
{
    /// <summary>
    /// The type's name: <c>int4</c> for <c>INTEGER</c>, <c>varchar(20)[]</c> for <c>character varying(20) array</c>. Types of the schema get their whole name.
    /// </summary>
    /// <param name="sql">The type as it was written.</param>
    /// <param name="find">Finds the whole name of a type of the schema; null if it is none.</param>
    public static string Canonical(string sql, Func<Sql.QualifiedName, ObjectName?> find)
    {
        if (sql.Length == 0 || SqlParser.ParseType(sql) is not { } type) return sql;
        var name = type.Name.Qualifier == "pg_catalog" ? type.Name.Name
            : find(new(type.Name.Qualifier, type.Name.Name)) is { } known ? known.ToQualifiedName().ToSql()
            : type.Name.ToString();
        var modifiers = type.Modifiers.Count == 0 ? string.Empty : "(" + string.Join(",", type.Modifiers.Select(modifier => sql.Substring(modifier.Start, modifier.Length))) + ")";
        // A character without a length is one character.
        if (name == "bpchar" && modifiers.Length == 0 && type.Name.Qualifier == "pg_catalog" && !sql.StartsWith("bpchar", StringComparison.OrdinalIgnoreCase)) modifiers = "(1)";
        if (modifiers == "(1)" && name == "bpchar") name = "char";
        var fields = type.IntervalFields is null ? string.Empty : " " + type.IntervalFields;
        return name + modifiers + fields + (type.IsArray ? "[]" : string.Empty) + (type.IsPercentType ? "%TYPE" : string.Empty);
    }

    /// <summary>The type that a serial column has; null if the type is no serial.</summary>
    public static string? Serial(string canonical) => canonical switch
    {
        "serial" or "serial4" => "int4",
        "bigserial" or "serial8" => "int8",
        "smallserial" or "serial2" => "int2",
        _ => null,
    };
}
