using System.Collections.Concurrent;

namespace Lockstep.Model.Schema;

/// <summary>PostgreSQL's own types, casts, operators and functions, as far as they tell what an expression means.</summary>
internal static partial class BuiltIns
{
    private static readonly string[] s_entryEnds = ["  ", "\r\n", "\n"];
    private static readonly Lazy<Dictionary<string, string[]>> s_types = Read(TypeText);
    private static readonly Lazy<Dictionary<string, string[]>> s_casts = Read(CastText);
    private static readonly Lazy<Dictionary<string, string[]>> s_operators = Read(OperatorText);
    private static readonly Lazy<Dictionary<string, string[]>> s_operatorClasses = Read(OperatorClassText);
    private static readonly Lazy<Dictionary<string, string[]>> s_functions = Read(FunctionText);
    private static readonly ConcurrentDictionary<string, Callable[]> s_knownOperators = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Callable[]> s_knownFunctions = new(StringComparer.Ordinal);

    /// <summary>The type; null if PostgreSQL brings none of the name.</summary>
    /// <param name="name">As the catalog calls it, such as <c>int4</c>; no array.</param>
    public static BuiltInType? Type(string name)
    {
        if (!s_types.Value.TryGetValue(name, out var facts)) return null;
        var isPreferred = facts[0][1] == '!';
        var at = isPreferred ? 2 : 1;
        return new(facts[0][0], isPreferred, facts[0][at], facts[0].Length > at + 1);
    }

    /// <summary>How a value of one type becomes one of another; null if there is no cast of PostgreSQL's own.</summary>
    public static BuiltInCast? Cast(string source, string target)
    {
        if (!s_casts.Value.TryGetValue(source, out var casts)) return null;
        foreach (var cast in casts)
        {
            if (cast.Length == target.Length + 3 && cast[target.Length] == ' ' && cast.StartsWith(target, StringComparison.Ordinal)) return new(cast[target.Length + 1], cast[target.Length + 2]);
        }

        return null;
    }

    /// <summary>The operators of the symbol.</summary>
    public static IReadOnlyList<Callable> Operators(string symbol) => s_knownOperators.GetOrAdd(symbol, static name => Callables(s_operators.Value, name));

    /// <summary>The functions of the name.</summary>
    public static IReadOnlyList<Callable> Functions(string name) => s_knownFunctions.GetOrAdd(name, static name => Callables(s_functions.Value, name));

    /// <summary>The operator class that an index takes for a type unless told otherwise; null if it has none.</summary>
    public static string? OperatorClass(string method, string type) =>
        s_operatorClasses.Value.TryGetValue(method, out var classes)
            ? classes.FirstOrDefault(known => known.StartsWith(type + " ", StringComparison.Ordinal))?.Substring(type.Length + 1)
            : null;

    /// <summary>What a range is made of; null if the type is no range of PostgreSQL's own.</summary>
    public static string? RangeElement(string type) => type switch
    {
        "int4range" or "int4multirange" => "int4",
        "int8range" or "int8multirange" => "int8",
        "numrange" or "nummultirange" => "numeric",
        "tsrange" or "tsmultirange" => "timestamp",
        "tstzrange" or "tstzmultirange" => "timestamptz",
        "daterange" or "datemultirange" => "date",
        _ => null,
    };

    private static Callable[] Callables(Dictionary<string, string[]> known, string name) =>
        known.TryGetValue(name, out var signatures) ? [.. signatures.Select(signature => Callable.Parse(name, signature))] : [];

    private static Lazy<Dictionary<string, string[]>> Read(string text) => new(() =>
    {
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var entry in text.Split(s_entryEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            var space = entry.IndexOf(' ');
            known.Add(entry.Substring(0, space), entry.Substring(space + 1).Split(';'));
        }

        return known;
    });
}

/// <summary>A type of PostgreSQL's own.</summary>
/// <param name="Category">PostgreSQL's letter: N for numbers, S for strings, D for dates and times.</param>
/// <param name="IsPreferred">Whether the others of the category become it when in doubt.</param>
/// <param name="Storage">How long values are stored unless told otherwise: p, e, x or m.</param>
/// <param name="HasCollation">Whether its values have an order that a collation gives.</param>
internal readonly record struct BuiltInType(char Category, bool IsPreferred, char Storage, bool HasCollation);

/// <summary>A cast.</summary>
/// <param name="Context">When it is taken without being asked for: i always, a in assignments, e never.</param>
/// <param name="Method">b if nothing is to be done, f for a function, i by way of text.</param>
internal readonly record struct BuiltInCast(char Context, char Method);
