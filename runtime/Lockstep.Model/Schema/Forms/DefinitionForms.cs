using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Definitions of the kind <c>(name = value, …)</c> as they compare.</summary>
internal static class DefinitionForms
{
    /// <summary>The options in order of their names, with names of functions, operators and types in full.</summary>
    public static string OfOptions(DefineObject define, DatabaseSchema schema) => string.Join(", ", Read(define, schema).Select(option => option.Key + "=" + option.Value));

    /// <summary>The options by their names.</summary>
    public static SortedDictionary<string, string> Read(DefineObject define, DatabaseSchema schema)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sql = SqlWriter.Write(define);
        if (SqlParser.Parse(sql).Pieces is not [{ Statement: DefineStatement statement }])
        {
            options["raw"] = Expressions.Raw(define.Definition);
            return options;
        }

        if (statement.CopyOf is { } copied) options["from"] = copied.Name;
        foreach (var option in statement.Definition)
        {
            var name = Name(option.Name.Value);
            options[name] = Value(name, option, sql, schema);
        }

        // What is said is left out where it is so anyway.
        if (define.Object.Kind == ObjectKind.Aggregate) Forget(options, "parallel", "unsafe");
        return options;
    }

    private static void Forget(SortedDictionary<string, string> options, string name, string value)
    {
        if (options.TryGetValue(name, out var known) && known == value) options.Remove(name);
    }

    private static string Name(string name) => SqlIdentifier.Fold(name) switch
    {
        "procedure" => "function",
        "sfunc1" => "sfunc",
        "stype1" => "stype",
        "initcond1" => "initcond",
        var folded => folded,
    };

    private static string Value(string name, SqlOption option, string sql, DatabaseSchema schema)
    {
        if (option.Value is not { } value) return "true";
        switch (name)
        {
            case "leftarg" or "rightarg" or "stype" or "mstype" or "basetype" or "subtype":
                return TypeNames.Canonical(value.TextIn(sql), schema.Names.FindType);
            case "function" or "sfunc" or "finalfunc" or "combinefunc" or "serialfunc" or "deserialfunc" or "msfunc" or "minvfunc" or "mfinalfunc" or "restrict" or "join" or "handler":
                return RoutineForms.Resolve(schema, QualifiedName.Parse(value.TextIn(sql).Replace("\"", string.Empty))).ToSql();
            case "commutator" or "negator" or "sortop":
                // An operator of the schema's own that names no place stands beside this one.
                var symbol = value.TextIn(sql);
                var dot = symbol.LastIndexOf('.');
                return symbol.Substring(dot + 1).TrimEnd(')').Trim();
            default:
                return value.Text;
        }
    }
}
