using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <content>Calls, and what looks like one.</content>
internal sealed partial class FormReader
{
    private Value Call(string name, IReadOnlyList<Value> arguments) => Call(new QualifiedName("pg_catalog", name), arguments, null, out _);

    private Value Call(FunctionCallExpression call)
    {
        var name = new QualifiedName(call.Name.Qualifier, call.Name.Name);
        var arguments = call.Arguments.Select(argument => Read(argument.Value)).ToList();
        var within = call.WithinGroup?.Select(item => Read(item.Value)).ToList() ?? [];
        var value = Call(name, [.. arguments, .. within], call, out var callable);
        if (callable?.Routine is { } routine) References.Add(new(ReferenceKind.Routine, call.Name.Start, call.Name.Length, routine));
        var form = value.Form;
        if (call.IsStar) form += "*";
        if (call.IsDistinct) form += " distinct";
        if (call.OrderBy is { Count: > 0 } order) form += " order(" + List(order.Select(Sort)) + ")";
        if (call.WithinGroup is { } group) form += " within(" + List(group.Select(Sort)) + ")";
        if (call.Filter is { } filter) form += " filter(" + Condition(filter) + ")";
        if (call.Over is { } over) form += " over(" + Window(over) + ")";
        return value with { Form = form };
    }

    private Value Call(QualifiedName name, IReadOnlyList<Value> arguments, FunctionCallExpression? call, out Callable? callable)
    {
        callable = null;
        var names = call?.Arguments.Select(argument => argument.Name?.Value).ToList() ?? [];
        var candidates = context.Functions(name).ToList();
        if (names.Exists(each => each is not null)) candidates = [.. candidates.Select(candidate => Named(candidate, names)).OfType<Callable>()];
        var types = arguments.Select(argument => argument.Type).ToList();
        if (call is { Arguments.Count: > 0 } && call.Arguments[call.Arguments.Count - 1].IsVariadic)
        {
            candidates = [.. candidates.Where(candidate => candidate.IsVariadic).Select(candidate => candidate with { Parameters = [.. candidate.Parameters.Select(parameter => parameter with { IsVariadic = false })] })];
        }

        var hasColumn = arguments.Any(argument => argument.HasColumn);
        var labels = names.Select(each => each is null ? string.Empty : SqlIdentifier.Quote(each) + "=>").ToList();
        string Label(int at) => at < labels.Count ? labels[at] : string.Empty;
        if (types.Exists(type => type.IsUntold) && candidates.Count > 1 && candidates.Select(candidate => candidate.Result).Distinct(StringComparer.Ordinal).Count() > 1 ||
            CallResolution.Find(Types, candidates, types) is not { } found)
        {
            // int4(x) and the like are casts where there is no such function.
            var known = candidates.Count > 0 ? candidates[0].Name : name.Schema == "pg_catalog" ? SqlIdentifier.Quote(name.Name) : context.Untold(name);
            return new("call? " + known + "(" + List(arguments.Select((argument, at) => Label(at) + Settled(argument).Form)) + ")", SqlType.Untold) { HasColumn = hasColumn };
        }

        callable = found.Callable;
        var parameters = PolymorphicTypes.Resolve(Types, types, found.Parameters, Result(found.Callable), out var result);
        var forms = arguments.Select((argument, at) => Label(at) + Argument(argument, parameters[at])).ToList();
        if (found.Callable.IsVariadic && parameters.Count >= found.Callable.Parameters.Count && parameters[parameters.Count - 1].Name != "any")
        {
            // Any number of arguments are an array of them.
            var first = found.Callable.Parameters.Count - 1;
            forms = [.. forms.Take(first), "array[" + List(forms.Skip(first)) + "]"];
        }

        var signature = found.Callable.Name + "[" + List(found.Callable.Parameters.Select(parameter => parameter.Type)) + "]";
        return new(signature + "(" + List(forms) + ")", result) { HasColumn = hasColumn };
    }

    /// <summary>Where any type is taken, the type is a part of what is given.</summary>
    private string Argument(Value argument, SqlType parameter)
    {
        var form = Coerce(argument, parameter).Form;
        return parameter.Name == "any" && argument.Type.Name == "varchar" ? form + "::varchar" : form;
    }

    /// <summary>What a function returns, as the catalog calls it.</summary>
    private string Result(Callable callable)
    {
        if (callable.Routine is null) return callable.Result;
        var sql = callable.Result.StartsWith("SETOF ", StringComparison.OrdinalIgnoreCase) ? callable.Result.Substring(6) : callable.Result;
        return SqlParser.ParseType(sql) is { } type ? new SqlType(SqlType.Of(type, sql, context.FindType).Name).Name : "?";
    }

    /// <summary>The function with its parameters in the order of arguments that say their names; null if it has none of the name.</summary>
    private static Callable? Named(Callable callable, List<string?> names)
    {
        var parameters = new List<CallableParameter>();
        foreach (var (name, at) in names.Select((name, at) => (name, at)))
        {
            var which = name is null ? at : IndexOf(callable.Parameters, name);
            if (which < 0 || which >= callable.Parameters.Count) return null;
            parameters.Add(callable.Parameters[which]);
        }

        return callable.Parameters.Except(parameters).All(parameter => parameter.HasDefault) ? callable with { Parameters = parameters } : null;
    }

    private static int IndexOf(IReadOnlyList<CallableParameter> parameters, string name)
    {
        for (var at = 0; at < parameters.Count; at++)
        {
            if (parameters[at].Name == name) return at;
        }

        return -1;
    }

    private Value Special(SpecialCallExpression special)
    {
        var arguments = special.Arguments;
        switch (special.Name)
        {
            case "current_date" or "current_time" or "current_timestamp" or "localtime" or "localtimestamp":
                return new(special.Name + (arguments.Count > 0 ? "(" + Form(arguments[0]) + ")" : string.Empty), new(special.Name switch
                {
                    "current_date" => "date",
                    "current_time" => "timetz",
                    "current_timestamp" => "timestamptz",
                    "localtime" => "time",
                    _ => "timestamp",
                }));
            case "current_role" or "current_user" or "session_user" or "system_user" or "user" or "current_catalog" or "current_schema":
                return new(special.Name, new(special.Name == "system_user" ? "text" : "name"));
            case "cast" when special.Type is { } type && arguments.Count == 1:
                return Cast(arguments[0], TypeOf(type));
            case "coalesce" or "greatest" or "least":
                return Common(special.Name, [.. arguments.Select(Read)]);
            case "nullif" when arguments.Count == 2:
                var left = Read(arguments[0]);
                return new("nullif(" + Operate("=", left, Read(arguments[1])).Form + ")", Settled(left).Type);
            case "extract" when arguments is [ConstantExpression { Value: var field }, var moment]:
                return Call(context.Schema.ServerVersion < 14 ? "date_part" : "extract", [Text(SqlIdentifier.Fold(field)), Read(moment)]);
            case "position" when arguments.Count == 2:
                return Call("position", [Read(arguments[1]), Read(arguments[0])]);
            case "overlay":
                return Call("overlay", [.. arguments.Select(Read)]);
            case "substring":
                return Substring(special);
            case "trim":
                return Trim(special);
            case "normalize":
                var kind = Words(special, arguments).Split(' ').Last();
                return Call("normalize", kind is "nfc" or "nfd" or "nfkc" or "nfkd" ? [Read(arguments[0]), Text(kind.ToUpperInvariant())] : [Read(arguments[0]), Text("NFC")]);
            case "collation for":
                return Call("pg_collation_for", [.. arguments.Select(Read)]);
            default:
                return Other(special);
        }
    }

    private Value Common(string name, List<Value> values)
    {
        var type = CommonType.Of(Types, values.Select(value => value.Type)) ?? SqlType.Untold;
        return new(name + "(" + List(values.Select(value => Coerce(value, new(type.Name)).Form)) + ")", type) { HasColumn = values.Exists(value => value.HasColumn) };
    }

    private Value Substring(SpecialCallExpression special)
    {
        var arguments = special.Arguments.Select(Read).ToList();
        var words = Words(special, special.Arguments).Split(' ').ToList();
        var (@for, from) = (words.IndexOf("for"), words.IndexOf("from"));
        if (@for > 0 && from < 0) arguments.Insert(1, new("1", SqlType.Int4));
        else if (@for > 0 && @for < from) (arguments[1], arguments[2]) = (arguments[2], arguments[1]);
        return Call("substring", arguments);
    }

    private Value Trim(SpecialCallExpression special)
    {
        var arguments = special.Arguments.Select(Read).ToList();
        var words = Words(special, special.Arguments).Split(' ').ToList();
        // What is to go stands before FROM.
        if (words.Contains("from") && arguments.Count > 1 && source.Substring(special.Start, special.Arguments[0].Start - special.Start).IndexOf("from", StringComparison.OrdinalIgnoreCase) < 0)
        {
            arguments.Add(arguments[0]);
            arguments.RemoveAt(0);
        }

        return Call(words.Contains("leading") ? "ltrim" : words.Contains("trailing") ? "rtrim" : "btrim", arguments);
    }

    /// <summary>XML and JSON: the words tell what is done.</summary>
    private Value Other(SpecialCallExpression special)
    {
        var parts = special.Arguments.Concat<SqlNode?>([special.Type, special.Query, special.Filter, special.Over]).ToList();
        var form = special.Name + "{" + Words(special, parts) + "}(" + List(special.Arguments.Select(Form)) + ")";
        var type = special.Type is { } told ? TypeOf(told) : SqlType.Untold;
        if (special.Type is not null) form += "::" + type;
        if (special.Query is { } query) form += Query(query).Form;
        if (special.Filter is { } filter) form += " filter(" + Condition(filter) + ")";
        if (special.Over is { } over) form += " over(" + Window(over) + ")";
        return new(form, special.Name switch
        {
            _ when special.Type is not null => type,
            "xmlexists" or "json_exists" => SqlType.Bool,
            "grouping" => SqlType.Int4,
            "merge_action" => SqlType.Text,
            _ when special.Name.StartsWith("xml", StringComparison.Ordinal) => new("xml"),
            "json_query" => new("jsonb"),
            "json_value" => SqlType.Text,
            _ => new("json"),
        }) { HasColumn = true };
    }

    private Value Case(CaseExpression @case)
    {
        Value? tested = @case.Value is { } value ? Settled(Read(value)) : null;
        var whens = @case.Branches.Select(branch => tested is { } given ? Operate("=", given, Read(branch.When)).Form : Condition(branch.When)).ToList();
        var results = @case.Branches.Select(branch => Read(branch.Then)).ToList();
        var otherwise = @case.Else is { } last ? Read(last) : new Value("null", SqlType.Unknown) { IsNull = true };
        // PostgreSQL looks at ELSE first.
        var type = CommonType.Of(Types, results.Select(result => result.Type).Prepend(otherwise.Type)) ?? SqlType.Untold;
        var bare = new SqlType(type.Name);
        var branches = whens.Select((when, at) => when + "->" + Coerce(results[at], bare).Form);
        return new("case(" + List(branches) + "," + Coerce(otherwise, bare).Form + ")", type) { HasColumn = true };
    }

    private Value Indirection(IndirectionExpression indirection)
    {
        var value = Read(indirection.Value);
        foreach (var step in indirection.Steps) value = Step(value, step);
        return value;
    }

    private Value Step(Value value, IndirectionStep step)
    {
        if (step.Field is { } field)
        {
            var owner = Types.Find(value.Type.Name);
            var columns = owner switch
            {
                CompositeType composite => composite.Attributes,
                RowRelation rows => rows.Columns,
                _ => default,
            };
            var found = columns.FirstOrDefault(column => column.Name == field.Value);
            if (found is not null) References.Add(new(ReferenceKind.Column, field.Start, field.Length, owner!.Name, field.Value));
            return new(value.Form + ".field " + SqlIdentifier.Quote(field.Value), found is null ? SqlType.Untold : SqlType.Parse(found.Type)) { HasColumn = true };
        }

        if (step.IsStar) return new(value.Form + ".*", SqlType.Record) { HasColumn = true };
        var type = Types.Base(value.Type);
        if (type.Name == "jsonb") return new(value.Form + "[" + Form(step.Lower) + "]", type) { HasColumn = true };
        string Subscript(SqlExpression? at) => at is null ? string.Empty : Coerce(Read(at), SqlType.Int4).Form;
        return step.IsSlice
            ? new(value.Form + "[" + Subscript(step.Lower) + ":" + Subscript(step.Upper) + "]", type) { HasColumn = true }
            : new(value.Form + "[" + Subscript(step.Lower) + "]", TypeRules.Element(type) ?? SqlType.Untold) { HasColumn = true };
    }
}
