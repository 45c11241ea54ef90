namespace Lockstep.Model.Schema.Forms;

/// <summary>Parameters that take values of any type, and what they stand for in a call (<c>enforce_generic_type_consistency</c>).</summary>
internal static class PolymorphicTypes
{
    public static bool IsOne(string type) => type.StartsWith("any", StringComparison.Ordinal) && type is "anyelement" or "anyarray" or "anynonarray" or "anyenum" or "anyrange"
        or "anymultirange" or "anycompatible" or "anycompatiblearray" or "anycompatiblenonarray" or "anycompatiblerange" or "anycompatiblemultirange";

    /// <summary>Whether a value of the type fits, seen alone.</summary>
    public static bool Fits(TypeRules rules, SqlType from, string to) => to switch
    {
        "anyarray" or "anycompatiblearray" => rules.Base(from).IsArray || from.Name is "int2vector" or "oidvector",
        "anynonarray" or "anycompatiblenonarray" => !rules.Base(from).IsArray,
        "anyenum" => rules.IsEnum(rules.Base(from)),
        "anyrange" or "anycompatiblerange" => IsRange(rules, from),
        "anymultirange" or "anycompatiblemultirange" => rules.Base(from).Name.EndsWith("multirange", StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>Whether the arguments fit together, such as an array and an element of it.</summary>
    public static bool FitTogether(TypeRules rules, IReadOnlyList<SqlType> arguments, IReadOnlyList<string> parameters) => Elements(rules, arguments, parameters, out _, out _);

    /// <summary>The parameters' types in a call.</summary>
    public static List<SqlType> Resolve(TypeRules rules, IReadOnlyList<SqlType> arguments, IReadOnlyList<string> parameters, string result, out SqlType resultType)
    {
        Elements(rules, arguments, parameters, out var element, out var common);
        resultType = Actual(result, element, common, arguments, parameters);
        return [.. parameters.Select((parameter, at) => at < arguments.Count && IsOwnKind(parameter) && !arguments[at].IsUnknown ? rules.Base(arguments[at]) : Actual(parameter, element, common, arguments, parameters))];
    }

    /// <summary>Ranges and enums keep the type that they have.</summary>
    private static bool IsOwnKind(string parameter) => parameter is "anyrange" or "anymultirange" or "anyenum" or "anycompatiblerange" or "anycompatiblemultirange";

    private static bool IsRange(TypeRules rules, SqlType type)
    {
        var from = rules.Base(type);
        return rules.RangeElement(from) is not null && !from.Name.EndsWith("multirange", StringComparison.Ordinal);
    }

    private static SqlType Actual(string parameter, SqlType? element, SqlType? common, IReadOnlyList<SqlType> arguments, IReadOnlyList<string> parameters) => parameter switch
    {
        "anyelement" or "anynonarray" or "anyenum" => element ?? SqlType.Text,
        "anyarray" => (element ?? SqlType.Text).Array,
        "anycompatible" or "anycompatiblenonarray" => common ?? SqlType.Text,
        "anycompatiblearray" => (common ?? SqlType.Text).Array,
        _ when IsOne(parameter) && IndexOf(parameters, parameter) is >= 0 and var at && at < arguments.Count => arguments[at],
        _ when IsOne(parameter) => SqlType.Untold,
        _ => SqlType.Parse(parameter),
    };

    private static int IndexOf(IReadOnlyList<string> parameters, string parameter)
    {
        for (var at = 0; at < parameters.Count; at++)
        {
            if (parameters[at] == parameter) return at;
        }

        return -1;
    }

    private static bool Elements(TypeRules rules, IReadOnlyList<SqlType> arguments, IReadOnlyList<string> parameters, out SqlType? element, out SqlType? common)
    {
        element = null;
        common = null;
        var compatible = new List<SqlType>();
        for (var at = 0; at < arguments.Count && at < parameters.Count; at++)
        {
            var type = rules.Base(arguments[at]);
            if (!IsOne(parameters[at]) || type.IsUnknown || type.IsUntold) continue;
            var own = parameters[at] switch
            {
                "anyarray" or "anycompatiblearray" => TypeRules.Element(type),
                "anyrange" or "anymultirange" or "anycompatiblerange" or "anycompatiblemultirange" => rules.RangeElement(type),
                // An element keeps its domain.
                _ => arguments[at],
            };
            if (own is not { } found) return false;
            if (parameters[at].StartsWith("anycompatible", StringComparison.Ordinal))
            {
                compatible.Add(found);
            }
            else
            {
                if (element is { } known && rules.Base(known).Name != rules.Base(found).Name) return false;
                element ??= new(found.Name);
            }
        }

        if (compatible.Count == 0) return true;
        common = CommonType.Of(rules, compatible);
        return common is not null;
    }
}
