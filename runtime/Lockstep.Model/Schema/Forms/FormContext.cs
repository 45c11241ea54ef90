using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema.Forms;

/// <summary>What names in expressions mean: the objects of one schema, and PostgreSQL's own.</summary>
internal sealed class FormContext(DatabaseSchema schema)
{
    public DatabaseSchema Schema { get; } = schema;

    public TypeRules Types { get; } = new(schema);

    /// <summary>The whole name of a type, also of a table's rows; null if the schema has none of the name.</summary>
    public ObjectName? FindType(QualifiedName name)
    {
        foreach (var place in Places(name))
        {
            var whole = new ObjectName(place, name.Name);
            if (Schema.Types.Find(whole) is not null || Schema.Relations.Find(whole) is RowRelation) return whole;
            // PostgreSQL's own types come before those of the path.
            if (name.Schema is null && BuiltIns.Type(name.Name) is not null) return null;
        }

        return null;
    }

    /// <summary>The functions of the name: PostgreSQL's own, and those of the schema.</summary>
    public IEnumerable<Callable> Functions(QualifiedName name)
    {
        var own = Places(name).SelectMany(place => Schema.Routines.Where(routine => routine.Name.Schema == place && routine.Name.Name == name.Name)).Select(Of);
        return name.Schema is null or "pg_catalog" ? BuiltIns.Functions(name.Name).Concat(own) : own;
    }

    /// <summary>The operators of the symbol.</summary>
    public IReadOnlyList<Callable> Operators(string? place, string symbol)
    {
        var own = Schema.Others
            .Where(other => other.Kind == ObjectKind.Operator && (place is null || other.Name.Schema == place) && other.Name.Name.StartsWith(symbol + " (", StringComparison.Ordinal))
            .Select(other => Operator(other, symbol));
        return place is null or "pg_catalog" ? own.Any() ? [.. BuiltIns.Operators(symbol), .. own] : BuiltIns.Operators(symbol) : [.. own];
    }

    /// <summary>What nobody knows, under a name that does not depend on how it was written: without the schema where the path would find it.</summary>
    public string Untold(QualifiedName name) => "?" + (name.Schema is null || Schema.SearchPath.Contains(name.Schema) ? name with { Schema = null } : name).ToSql();

    private IEnumerable<string> Places(QualifiedName name) => name.Schema is { } place ? [place] : ["pg_temp", .. Schema.SearchPath];

    private static Callable Operator(OtherObject other, string symbol)
    {
        var open = other.Name.Name.LastIndexOf('(');
        var types = other.Name.Name.Substring(open + 1).TrimEnd(')').Split(',');
        return new(other.Name.Schema + "." + symbol, [.. types.Select(type => new CallableParameter(null, type.Trim() is var one && one == "none" ? string.Empty : one, false, false))], "?");
    }

    private static Callable Of(Routine routine)
    {
        var name = routine.Name.ToQualifiedName().ToSql();
        var types = SplitTypes(routine.Name.Signature);
        if (routine.Definition is not CreateRoutine create) return new(name, [.. types.Select(type => new CallableParameter(null, type, false, false))], "?") { Routine = routine.Name };
        var parameters = create.Parameters.Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table)).ToList();
        var columns = create.Parameters.Where(parameter => parameter.Mode is ParameterMode.Out or ParameterMode.InOut or ParameterMode.Table).ToList();
        return new(
            name,
            [.. types.Select((type, at) => at < parameters.Count ? new CallableParameter(parameters[at].Name, type, parameters[at].Default is not null, parameters[at].Mode == ParameterMode.Variadic) : new(null, type, false, false))],
            create.Returns ?? (columns.Count == 1 ? columns[0].Type : "record"))
        {
            Routine = routine.Name,
            Columns = columns.Count > 1 || columns.Exists(column => column.Mode == ParameterMode.Table) ? [.. columns.Select(column => (column.Name ?? string.Empty, column.Type))] : [],
        };
    }

    /// <summary>The types in <c>int4, numeric</c>.</summary>
    private static string[] SplitTypes(string signature) => signature.Length == 0 ? [] : [.. signature.Split(',').Select(type => type.Trim())];
}
