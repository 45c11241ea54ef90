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
        return query is { With: null, OrderBy.Count: 0, Limit: null, Locking.Count: 0, Body: SelectBody { Targets: [{ Value: { } value }] } select } &&
            select is { IsDistinct: false, DistinctOn.Count: 0, Into: null, From.Count: 0, Where: null, GroupBy.Count: 0, Having: null } &&
            !ExpressionParts.All(value).Any(part => part is SubqueryExpression)
                ? value
                : null;
    }

    private static IEnumerable<string> Options(Routine function) =>
        (function.Definition is CreateRoutine create ? create.Options : default).Concat(function.Changes);

    private static bool Is(string option, string word) => string.Equals(option, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A function with settings or a role of its own is never inlined; a strict one only if its body is strict too, which is not looked into.</summary>
    private static bool KeepsItWhole(string option) =>
        option.StartsWith("SET ", StringComparison.OrdinalIgnoreCase) || Is(option, "security definer") || Is(option, "external security definer") ||
        Is(option, "strict") || Is(option, "returns null on null input");

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
