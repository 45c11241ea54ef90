using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>What the schema tells of functions that users made.</summary>
internal static class UserFunctions
{
    /// <summary>The functions that a call may mean.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="arguments">How many arguments it is called with.</param>
    public static IEnumerable<Routine> Find(DatabaseSchema schema, QualifiedName name, int arguments) =>
        from routine in schema.Routines
        where routine.Name.Name == name.Name
        where name.Schema is { } place ? routine.Name.Schema == place : schema.SearchPath.Contains(routine.Name.Schema)
        where routine.Definition is not CreateRoutine create || Takes(create, arguments)
        select routine;

    /// <summary>Whether the function is volatile by what was said of it, last in <c>ALTER FUNCTION</c>.</summary>
    public static bool IsVolatile(Routine function)
    {
        var said = Options(function).LastOrDefault(option => Is(option, "volatile") || Is(option, "stable") || Is(option, "immutable"));
        return said is null || Is(said, "volatile");
    }

    /// <summary>The expression that stands for a call of the function in a plan; null if it is called.</summary>
    public static SqlExpression? Inlined(Routine function)
    {
        if (function.Definition is not CreateRoutine { Procedure: false } create || !(create.Language is null || Is(create.Language, "sql"))) return null;
        if (Options(function).Any(KeepsItWhole) || ReturnsRows(create)) return null;
        var query = create.SqlBody is { } body ? Query(body) : Query(create.Body ?? string.Empty);
        var isStrict = Options(function).Any(option => Is(option, "strict") || Is(option, "returns null on null input"));
        return query is { With: null, OrderBy.Count: 0, Limit: null, Locking.Count: 0, Body: SelectBody { Targets: [{ Value: { } value }] } select } &&
            select is { IsDistinct: false, DistinctOn.Count: 0, Into: null, From.Count: 0, Where: null, GroupBy.Count: 0, Having: null } &&
            !ExpressionParts.All(value).Any(part => part is SubqueryExpression) && (!isStrict || IsStrict(value, create.Parameters))
                ? value
                : null;
    }

    private static IEnumerable<string> Options(Routine function) =>
        (function.Definition is CreateRoutine create ? create.Options : default).Concat(function.Changes);

    private static bool Is(string option, string word) => string.Equals(option, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A function with settings or a role of its own is never inlined.</summary>
    private static bool KeepsItWhole(string option) =>
        option.StartsWith("SET ", StringComparison.OrdinalIgnoreCase) || Is(option, "security definer") || Is(option, "external security definer");

    /// <summary>
    /// Whether the body is surely null if any argument is, as a strict function has to be to be inlined: it uses all, in nothing but operators and casts.
    /// </summary>
    private static bool IsStrict(SqlExpression body, EquatableArray<RoutineParameter> parameters)
    {
        var parts = ExpressionParts.All(body).ToList();
        return parts.TrueForAll(part => part is ConstantExpression or TypedConstantExpression or ColumnExpression or ParameterExpression or CastExpression or UnaryExpression or BinaryExpression) &&
            parameters.Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table)).Select((parameter, at) => (parameter.Name, Number: at + 1)).All(parameter =>
                parts.Exists(part => part is ParameterExpression { Number: var number } && number == parameter.Number) ||
                (parameter.Name is not null && parts.Exists(part => part is ColumnExpression { Name: { } name } && name.Name == parameter.Name)));
    }

    private static bool ReturnsRows(CreateRoutine create) =>
        create.Returns is null || create.Returns.StartsWith("SETOF ", StringComparison.OrdinalIgnoreCase) || Is(create.Returns, "record") ||
        create.Parameters.Any(parameter => parameter.Mode == ParameterMode.Table);

    private static SelectStatement? Query(string body)
    {
        const string Return = "RETURN ";
        const string Begin = "BEGIN ATOMIC";
        var text = body.Trim();
        if (text.StartsWith(Return, StringComparison.OrdinalIgnoreCase)) text = text.Remove(0, Return.Length).Insert(0, "SELECT ");
        if (text.StartsWith(Begin, StringComparison.OrdinalIgnoreCase) && text.EndsWith("END", StringComparison.OrdinalIgnoreCase))
        {
            text = text.Substring(Begin.Length, text.Length - Begin.Length - "END".Length);
        }

        return SqlParser.Parse(text).Statements.ToList() is [SelectStatement query] ? query : null;
    }

    private static bool Takes(CreateRoutine create, int arguments)
    {
        var taken = create.Parameters.Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table)).ToList();
        if (taken.Exists(parameter => parameter.Mode == ParameterMode.Variadic)) return arguments >= taken.Count - 1;
        return arguments <= taken.Count && arguments >= taken.Count(parameter => parameter.Default is null);
    }
}
