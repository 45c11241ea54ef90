using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Functions as they compare.</summary>
internal static class RoutineForms
{
    /// <summary>The routine with its properties in one order, those left out that it has anyway, and later changes in their places.</summary>
    public static Routine Of(Routine routine, DatabaseSchema schema, Func<string, string> typeOf)
    {
        string TypeName(string sql) => typeOf(TypeNames.Canonical(sql, schema.Names.FindType));
        if (routine.Definition is DefineObject define)
        {
            return routine with { Definition = define with { Object = new(define.Object.Kind, routine.Name.ToQualifiedName()), Definition = DefinitionForms.OfOptions(define, schema), Modifiers = string.Empty } };
        }

        if (routine.Definition is not CreateRoutine create) return routine;
        return routine with
        {
            Changes = default,
            Definition = create with
            {
                Routine = routine.Name.ToQualifiedName(),
                OrReplace = false,
                Parameters = new(create.Parameters.Select(parameter => parameter with { Type = Bare(TypeName(parameter.Type)) })),
                Returns = Returned(create, TypeName),
                Language = create.Language ?? "sql",
                Options = Properties(create.Options.Concat(routine.Changes), create.Language ?? "sql", schema),
            },
        };
    }

    /// <summary>The function that a name means, if the schema has one.</summary>
    public static QualifiedName Resolve(DatabaseSchema schema, QualifiedName name)
    {
        if (name.Schema == "pg_catalog") return name with { Schema = null };
        foreach (var place in name.Schema is { } given ? [given] : schema.SearchPath.AsEnumerable())
        {
            if (schema.Routines.FirstOrDefault(routine => routine.Name.Schema == place && routine.Name.Name == name.Name) is { } found) return found.Name.ToQualifiedName();
        }

        return name.Schema is { } known && schema.SearchPath.Contains(known) ? name with { Schema = null } : name;
    }

    /// <summary>Functions take and give types without lengths.</summary>
    private static string Bare(string type) => SqlType.Parse(type).Name;

    private static string? Returned(CreateRoutine create, Func<string, string> typeName)
    {
        if (create.Parameters.Any(parameter => parameter.Mode == ParameterMode.Table)) return null;
        if (create.Returns is not { } returns) return null;
        const string Set = "SETOF ";
        var isSet = returns.StartsWith(Set, StringComparison.OrdinalIgnoreCase);
        var type = Bare(typeName(isSet ? returns.Substring(Set.Length) : returns));
        // What parameters that go out tell, need not be said.
        return !isSet && create.Parameters.Any(parameter => parameter.Mode is ParameterMode.Out or ParameterMode.InOut) ? null : (isSet ? Set : string.Empty) + type;
    }

    private static EquatableArray<string> Properties(IEnumerable<string> options, string language, DatabaseSchema schema)
    {
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            var text = option.Trim();
            var words = text.ToUpperInvariant().Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "IMMUTABLE" or "STABLE" or "VOLATILE":
                    Put(known, "volatility", words[0], "VOLATILE");
                    break;
                case "STRICT" or "RETURNS" or "CALLED":
                    Put(known, "strict", words[0] == "CALLED" ? "CALLED" : "STRICT", "CALLED");
                    break;
                case "SECURITY" or "EXTERNAL":
                    Put(known, "security", words[words.Length - 1], "INVOKER");
                    break;
                case "LEAKPROOF" or "NOT":
                    Put(known, "leakproof", words.Length == 1 ? "LEAKPROOF" : "NOT", "NOT");
                    break;
                case "PARALLEL":
                    Put(known, "parallel", words[1], "UNSAFE");
                    break;
                case "COST":
                    Put(known, "cost", words[1], language is "c" or "internal" ? "1" : "100");
                    break;
                case "ROWS":
                    Put(known, "rows", words[1], "1000");
                    break;
                case "SUPPORT":
                    known["support"] = Resolve(schema, QualifiedName.Parse(text.Substring("SUPPORT".Length).Trim())).ToSql();
                    break;
                case "RESET" when words.Length > 1 && words[1] == "ALL":
                    foreach (var name in known.Keys.Where(name => name.StartsWith("set ", StringComparison.Ordinal)).ToList()) known.Remove(name);
                    break;
                case "RESET":
                    known.Remove("set " + words[1].ToLowerInvariant());
                    break;
                case "SET":
                    Setting(known, text);
                    break;
                default:
                    known[string.Join(" ", words)] = string.Empty;
                    break;
            }
        }

        return new(known.Select(property => property.Value.Length == 0 ? property.Key : property.Key + " " + property.Value));
    }

    private static void Put(SortedDictionary<string, string> known, string name, string value, string whenSilent)
    {
        if (value == whenSilent) known.Remove(name);
        else known[name] = value;
    }

    /// <summary><c>SET search_path = a, 'b'</c>.</summary>
    private static void Setting(SortedDictionary<string, string> known, string text)
    {
        var tokens = SqlLexer.Tokenize(text);
        if (tokens.Count < 2) return;
        var name = SqlIdentifier.Value(tokens[1], text) ?? tokens[1].Text(text);
        var at = 2;
        for (; at + 1 < tokens.Count && tokens[at].Is(text, '.'); at += 2) name += "." + SqlIdentifier.Value(tokens[at + 1], text);
        var values = tokens.Skip(at + 1).Where(token => !token.Is(text, ',')).Select(token => SqlIdentifier.Value(token, text) ?? token.Text(text).Trim('\''));
        if (tokens.Count > at && tokens[at].Is(text, "from")) values = ["current"];
        var value = string.Join(",", values);
        if (value == "default") known.Remove("set " + name);
        else known["set " + name] = value;
    }
}
