using Lockstep.Model.Effects;

namespace Lockstep.Model.Rules.Locks;

/// <summary>What a type can't hold that another one can.</summary>
internal static class TypeNarrowing
{
    private const int MaximumPrecision = 6;

    private const string TooGreat = "PostgreSQL refuses values with too many digits (error 22003)";

    private static readonly string[] s_integers = ["int2", "int4", "int8"];

    /// <summary>How many digits the greatest of each has.</summary>
    private static readonly int[] s_digits = [5, 10, 19];

    /// <summary>What becomes of values that do not fit, as a message says it; null if all fit, or the types have nothing to do with each other.</summary>
    /// <param name="from">The old type.</param>
    /// <param name="to">The new type.</param>
    /// <param name="isCast">Whether USING casts the values, which cuts a text where the change alone would refuse it.</param>
    public static string? Of(TypeReference from, TypeReference to, bool isCast)
    {
        if (from.Schema is not null || to.Schema is not null || from.IsArray != to.IsArray) return null;
        return Numbers(from, to) ?? Texts(from, to, isCast) ?? Times(from, to);
    }

    /// <summary>The type for people.</summary>
    public static string Name(TypeReference type)
    {
        var name = type.Name switch
        {
            "int2" => "smallint",
            "int4" => "integer",
            "int8" => "bigint",
            "float4" => "real",
            "float8" => "double precision",
            "bpchar" => "char",
            _ => type.Name,
        };
        return name + (type.Modifiers.IsEmpty ? string.Empty : "(" + string.Join(", ", type.Modifiers) + ")") + (type.IsArray ? "[]" : string.Empty);
    }

    private static string? Numbers(TypeReference from, TypeReference to)
    {
        var (integer, wanted) = (Array.IndexOf(s_integers, from.Name), Array.IndexOf(s_integers, to.Name));
        if (integer >= 0 && wanted >= 0) return wanted < integer ? $"PostgreSQL refuses values beyond the range of {Name(to)} (error 22003)" : null;
        return (from.Name, to.Name) switch
        {
            ("int2" or "int4" or "int8", "numeric") => to.Modifier(0) is { } digits && digits - (to.Modifier(1) ?? 0) < s_digits[integer] ? TooGreat : null,
            ("numeric" or "float4" or "float8", "int2" or "int4" or "int8") => $"fractions are rounded away, and PostgreSQL refuses values beyond the range of {Name(to)} (error 22003)",
            ("float8", "float4") or ("numeric", "float4" or "float8") or ("int8", "float4" or "float8") or ("int4", "float4") => "values lose digits",
            ("numeric", "numeric") => Digits(from, to),
            _ => null,
        };
    }

    private static string? Digits(TypeReference from, TypeReference to)
    {
        if (to.Modifier(0) is not { } digits) return null;
        var scale = to.Modifier(1) ?? 0;
        var isCoarser = from.Modifier(0) is null || (from.Modifier(1) ?? 0) > scale;
        var isSmaller = from.Modifier(0) is not { } old || old - (from.Modifier(1) ?? 0) > digits - scale;
        if (isCoarser) return "digits beyond the scale are rounded away" + (isSmaller ? ", and " + TooGreat : string.Empty);
        return isSmaller ? TooGreat : null;
    }

    private static string? Texts(TypeReference from, TypeReference to, bool isCast)
    {
        if (from.Name is not ("text" or "varchar" or "bpchar") || to.Name is not ("varchar" or "bpchar") || to.Modifier(0) is not { } length) return null;
        if (from.Modifier(0) is { } old && old <= length) return null;
        return isCast ? $"longer values are cut to {length} characters without a word" : "PostgreSQL refuses longer values (error 22001)";
    }

    private static string? Times(TypeReference from, TypeReference to) => (from.Name, to.Name) switch
    {
        ("timestamp" or "timestamptz", "date") => "the time of day is lost",
        ("timestamp" or "timestamptz", "time" or "timetz") => "the date is lost",
        _ when IsTime(from) && IsTime(to) && from.Fields is null && to.Fields is null &&
            (to.Modifier(0) ?? MaximumPrecision) < (from.Modifier(0) ?? MaximumPrecision) => "fractions of seconds are rounded",
        _ => null,
    };

    private static bool IsTime(TypeReference type) => type.Name is "timestamp" or "timestamptz" or "time" or "timetz" or "interval";
}
