using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>CREATE OR REPLACE FUNCTION may not change what callers see of it.</summary>
internal static class RoutineReplacement
{
    private static readonly string[] s_integers = ["int2", "int4", "int8"];
    private static readonly string[] s_texts = ["text", "varchar", "bpchar"];

    public static Refusal? Check(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not CreateRoutine { OrReplace: true } create || Known(create, reviewed) is not { Definition: CreateRoutine old }) return null;
        var name = create.Routine.ToString();
        const string DropFirst = "give the new one another name, or drop the old one and make it again in one transaction, with its grants";
        if (old.Procedure != create.Procedure) return new($"cannot change routine kind: \"{name}\" is a {(old.Procedure ? "procedure" : "function")}", DropFirst);
        if (Result(old) != Result(create)) return new($"cannot change return type of existing function \"{name}\" from {Result(old)} to {Result(create)}", DropFirst);

        var (before, now) = (Inputs(old), Inputs(create));
        for (var at = 0; at < Math.Min(before.Count, now.Count); at++)
        {
            if (before[at].Name is { } was && was != now[at].Name) return new($"cannot change name of input parameter \"{was}\" of function \"{name}\"", "leave the parameters' names as they are");
            if (before[at].Default is not null && now[at].Default is null) return new($"cannot remove parameter defaults from existing function \"{name}\"", "leave the defaults");
        }

        return null;
    }

    /// <summary>What those who call a routine see changed when another takes its place; null if all their calls go on.</summary>
    public static string? ChangeForCallers(CreateRoutine old, CreateRoutine now)
    {
        var (before, after) = (Inputs(old), Inputs(now));
        for (var at = 0; at < Math.Max(before.Count, after.Count); at++)
        {
            // A new parameter with a default is no matter.
            if (at >= before.Count && after[at].Default is not null) continue;
            if (at >= before.Count || at >= after.Count || !IsAlike(before[at].Type, after[at].Type)) return "takes other arguments now";
            if (before[at].Default is not null && after[at].Default is null) return $"has no default for argument {at + 1} any more";
            if (before[at].Name is { } was && was != after[at].Name) return $"has no parameter '{was}' any more";
        }

        return IsAlike(Result(old), Result(now)) ? null : $"returns {Result(now)} now, and not {Result(old)}";
    }

    /// <summary>Whether who gives or reads a value of one type can do so with the other.</summary>
    private static bool IsAlike(string old, string now)
    {
        var (one, other) = (Type(old), Type(now));
        return one == other || (s_integers.Contains(one) && s_integers.Contains(other)) || (s_texts.Contains(one) && s_texts.Contains(other));
    }

    /// <summary>The routine that it takes the place of: of the same name, with the same types of arguments.</summary>
    private static Routine? Known(CreateRoutine create, ReviewedOperation reviewed)
    {
        var known = SchemaLookup.Routines(reviewed.Before, create.Routine);
        if (known.Count == 0) return null;
        var other = create.Routine with { Name = create.Routine.Name + "\u0001" };
        var all = SchemaLookup.Routines(reviewed.Before.Apply(create with { Routine = other, OrReplace = false }).Schema, other);
        return all is not [var made] ? null : known.FirstOrDefault(routine => routine.Name.Signature == made.Name.Signature && routine.Name.Schema == made.Name.Schema);
    }

    private static List<RoutineParameter> Inputs(CreateRoutine create) =>
        [.. create.Parameters.Where(parameter => parameter.Mode is ParameterMode.In or ParameterMode.InOut or ParameterMode.Variadic)];

    /// <summary>What it returns, in words that are the same for the same type.</summary>
    private static string Result(CreateRoutine create)
    {
        var columns = create.Parameters.Where(parameter => parameter.Mode is ParameterMode.Out or ParameterMode.InOut or ParameterMode.Table).ToList();
        if (columns.Count > 1 || columns.Exists(column => column.Mode == ParameterMode.Table))
        {
            var isTable = columns.Exists(column => column.Mode == ParameterMode.Table);
            return (isTable ? "table" : "record") + " (" + string.Join(", ", columns.Select(column => (column.Name + " " + Type(column.Type)).Trim())) + ")";
        }

        if (columns.Count == 1 && create.Returns is null) return Type(columns[0].Type);
        if (create.Returns is not { } returns) return "void";
        const string Set = "SETOF ";
        return returns.StartsWith(Set, StringComparison.OrdinalIgnoreCase) ? Set + Type(returns.Substring(Set.Length)) : Type(returns);
    }

    private static string Type(string sql) => TypeNames.Canonical(sql, _ => null);
}
