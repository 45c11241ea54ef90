using Lockstep.Model.Sql;
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
    public static string Canonical(string sql, Func<QualifiedName, ObjectName?> find) =>
        sql.Length == 0 || SqlParser.ParseType(sql) is not { } type ? sql : Canonical(type, sql, find);

    /// <summary>The same of a type that was read already.</summary>
    /// <param name="type">The type.</param>
    /// <param name="source">What it was read from.</param>
    /// <param name="find">As above.</param>
    public static string Canonical(SqlTypeName type, string source, Func<QualifiedName, ObjectName?> find)
    {
        // "char" in quotes is a type of its own, and not char.
        var name = type.Name.Name == "char" && type.Name.Qualifier is null or "pg_catalog" ? "\"char\""
            : type.Name.Qualifier == "pg_catalog" ? type.Name.Name
            : find(new(type.Name.Qualifier, type.Name.Name)) is { } known ? known.ToQualifiedName().ToSql()
            : type.Name.Qualifier is null ? type.Name.Name
            : new QualifiedName(type.Name.Qualifier, type.Name.Name).ToSql();
        var modifiers = type.Modifiers.Count == 0 ? string.Empty : "(" + string.Join(",", type.Modifiers.Select(modifier => modifier.TextIn(source))) + ")";
        var isKeyword = type.Name.Qualifier == "pg_catalog";
        // A character or bit without a length is one.
        if (isKeyword && modifiers.Length == 0 && name is "bpchar" or "bit" && !type.Name.TextIn(source).EndsWith(name == "bit" ? "\"" : "bpchar", StringComparison.OrdinalIgnoreCase)) modifiers = "(1)";
        if (name == "numeric" && type.Modifiers.Count == 1) modifiers = modifiers.Substring(0, modifiers.Length - 1) + ",0)";
        if (modifiers == "(1)" && name == "bpchar") (name, modifiers) = ("char", string.Empty);
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
