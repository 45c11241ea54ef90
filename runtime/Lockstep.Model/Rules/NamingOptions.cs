namespace Lockstep.Model.Rules;

/// <summary>How the words of a name are put together.</summary>
public enum NameCase
{
    /// <summary>Anyhow.</summary>
    Any,

    /// <summary><c>order_lines</c>.</summary>
    Snake,

    /// <summary><c>orderLines</c>.</summary>
    Camel,

    /// <summary><c>OrderLines</c>.</summary>
    Pascal,
}

/// <summary>What the names of one kind of things look like.</summary>
/// <param name="Kind">The kind as the option's end says it, such as <c>indexes</c>.</param>
/// <param name="Pattern">With <c>*</c> for anything, <c>{table}</c> for the table's name and <c>{columns}</c> for the columns', joined by <c>_</c>.</param>
public sealed record NamePattern(string Kind, string Pattern);

/// <summary>What names look like: <c>lockstep_naming_case</c>, and <c>lockstep_naming_</c> with a kind.</summary>
public sealed record NamingOptions
{
    private static readonly Dictionary<string, NameCase> s_cases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["any"] = NameCase.Any,
        ["snake_case"] = NameCase.Snake,
        ["camelCase"] = NameCase.Camel,
    };

    /// <summary>The kinds of things that have names.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "tables", "columns", "indexes", "unique_indexes", "primary_keys", "foreign_keys", "unique_constraints", "checks", "exclusions", "sequences", "views", "functions", "types",
        "triggers", "policies", "migrations",
    ];

    /// <summary>A project that says nothing.</summary>
    public static NamingOptions Default { get; } = new();

    /// <summary>How the words of what stands in the database are put together.</summary>
    public NameCase Case { get; init; } = NameCase.Snake;

    /// <summary>The patterns, one a kind at most.</summary>
    public EquatableArray<NamePattern> Patterns { get; init; }

    /// <summary>The pattern for a kind; null if there is none.</summary>
    public string? PatternOf(string kind) => Patterns.FirstOrDefault(pattern => pattern.Kind == kind)?.Pattern;

    internal static NamingOptions Read(Func<string, string?> find, Action<string, string>? problem)
    {
        var read = new NamingOptions
        {
            Patterns = new(Kinds.Select(kind => (Kind: kind, Pattern: find("lockstep_naming_" + kind))).Where(it => it.Pattern is not null).Select(it => new NamePattern(it.Kind, it.Pattern!))),
        };
        if (find("lockstep_naming_case") is not { } words) return read;
        // Only the first letter tells one from the other.
        if (words == "PascalCase") return read with { Case = NameCase.Pascal };
        if (s_cases.TryGetValue(words, out var known)) return read with { Case = known };
        problem?.Invoke("lockstep_naming_case", $"'{words}' is none of snake_case, camelCase, PascalCase and any");
        return read;
    }
}
