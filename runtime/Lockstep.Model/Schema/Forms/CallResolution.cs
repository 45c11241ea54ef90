namespace Lockstep.Model.Schema.Forms;

/// <summary>Which of several functions or operators of one name is meant (<c>parse_func.c</c>, <c>parse_oper.c</c>).</summary>
internal static class CallResolution
{
    /// <summary>The one that is meant, with its parameters spread over the arguments; null if nobody can tell.</summary>
    /// <param name="rules">The rules of types.</param>
    /// <param name="candidates">All of that name.</param>
    /// <param name="arguments">The arguments' types.</param>
    public static (Callable Callable, List<string> Parameters)? Find(TypeRules rules, IEnumerable<Callable> candidates, IReadOnlyList<SqlType> arguments)
    {
        var fitting = new List<(Callable Callable, List<string> Parameters)>();
        foreach (var candidate in candidates)
        {
            if (Spread(candidate, arguments.Count) is { } parameters) fitting.Add((candidate, parameters));
        }

        if (fitting.Count == 0) return null;
        var exact = fitting.FindIndex(it => it.Parameters.Select((parameter, at) => parameter == arguments[at].Name).All(same => same));
        if (exact >= 0) return fitting[exact];
        fitting.RemoveAll(it => !Takes(rules, it.Parameters, arguments));
        if (fitting.Count > 1) fitting = Select(rules, fitting, arguments);
        return fitting.Count == 1 ? fitting[0] : null;
    }

    /// <summary>An operator, which is looked for with the one operand's type for the other one first.</summary>
    public static (Callable Callable, List<string> Parameters)? FindOperator(TypeRules rules, IReadOnlyList<Callable> candidates, SqlType? left, SqlType right)
    {
        if (left is not { } first)
        {
            var prefix = candidates.Where(candidate => candidate.Parameters[0].Type.Length == 0).Select(candidate => candidate with { Parameters = [candidate.Parameters[1]] });
            return Find(rules, prefix, [right]);
        }

        var (one, other) = first.IsUnknown && !right.IsUnknown ? (right, right) : right.IsUnknown && !first.IsUnknown ? (first, first) : (first, right);
        var exact = Exact(candidates, one.Name, other.Name);
        if (exact is null && one.Name == other.Name && rules.IsDomain(one)) exact = Exact(candidates, rules.Base(one).Name, rules.Base(one).Name);
        return exact is not null
            ? (exact, [exact.Parameters[0].Type, exact.Parameters[1].Type])
            : Find(rules, candidates.Where(candidate => candidate.Parameters[0].Type.Length > 0), [first, right]);
    }

    private static Callable? Exact(IReadOnlyList<Callable> candidates, string left, string right)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Parameters[0].Type == left && candidate.Parameters[1].Type == right) return candidate;
        }

        return null;
    }

    private static List<string>? Spread(Callable candidate, int count)
    {
        var parameters = candidate.Parameters;
        if (candidate.IsVariadic)
        {
            var fixedCount = parameters.Count - 1;
            if (count < fixedCount) return null;
            var last = parameters[fixedCount].Type;
            var each = last.EndsWith("[]", StringComparison.Ordinal) ? last.Substring(0, last.Length - 2) : last == "anyarray" ? "anyelement" : last == "anycompatiblearray" ? "anycompatible" : last;
            return [.. Enumerable.Range(0, count).Select(at => at < fixedCount ? parameters[at].Type : each)];
        }

        if (count > parameters.Count || count < candidate.Required) return null;
        return [.. parameters.Take(count).Select(parameter => parameter.Type)];
    }

    private static bool Takes(TypeRules rules, List<string> parameters, IReadOnlyList<SqlType> arguments)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            if (!rules.CanCoerce(arguments[at], SqlType.Parse(parameters[at]), CastContext.Implicit)) return false;
        }

        return PolymorphicTypes.FitTogether(rules, arguments, parameters);
    }

    private static List<(Callable Callable, List<string> Parameters)> Select(TypeRules rules, List<(Callable Callable, List<string> Parameters)> candidates, IReadOnlyList<SqlType> arguments)
    {
        var bases = arguments.Select(rules.Base).ToList();
        var known = Enumerable.Range(0, bases.Count).Where(at => !bases[at].IsUnknown).ToList();
        candidates = Best(candidates, it => known.Count(at => it.Parameters[at] == bases[at].Name));
        if (candidates.Count == 1) return candidates;
        candidates = Best(candidates, it => known.Count(at => it.Parameters[at] == bases[at].Name || IsPreferred(rules, it.Parameters[at], rules.Category(bases[at]))));
        if (candidates.Count == 1) return candidates;
        if (known.Count == bases.Count) return candidates;

        // Strings take the category that all candidates have, or text; then the preferred type of it.
        var unknown = Enumerable.Range(0, bases.Count).Except(known).ToList();
        var narrowed = Narrow(rules, candidates, unknown);
        if (narrowed.Count == 1) return narrowed;
        if (known.Count == 0 || known.Any(at => bases[at].Name != bases[known[0]].Name)) return narrowed;
        var same = narrowed.Where(it => unknown.TrueForAll(at => rules.CanCoerce(bases[known[0]], SqlType.Parse(it.Parameters[at]), CastContext.Implicit))).ToList();
        return same.Count == 1 ? same : narrowed;
    }

    private static List<(Callable Callable, List<string> Parameters)> Narrow(TypeRules rules, List<(Callable Callable, List<string> Parameters)> candidates, List<int> unknown)
    {
        var categories = new Dictionary<int, (char Category, bool HasPreferred)>();
        foreach (var at in unknown)
        {
            var types = candidates.Select(it => SqlType.Parse(it.Parameters[at])).ToList();
            var all = types.Select(rules.Category).Distinct().ToList();
            var category = all.Contains('S') ? 'S' : all.Count == 1 ? all[0] : '\0';
            if (category == '\0') return candidates;
            categories[at] = (category, types.Exists(type => rules.Category(type) == category && rules.IsPreferred(type)));
        }

        var left = candidates.Where(it => unknown.TrueForAll(at =>
        {
            var type = SqlType.Parse(it.Parameters[at]);
            return rules.Category(type) == categories[at].Category && (!categories[at].HasPreferred || rules.IsPreferred(type));
        })).ToList();
        return left.Count > 0 ? left : candidates;
    }

    private static bool IsPreferred(TypeRules rules, string parameter, char category)
    {
        var type = SqlType.Parse(parameter);
        return rules.Category(type) == category && rules.IsPreferred(type);
    }

    private static List<T> Best<T>(List<T> candidates, Func<T, int> rank)
    {
        var best = candidates.Max(rank);
        return best == 0 ? candidates : candidates.FindAll(candidate => rank(candidate) == best);
    }
}
