namespace Lockstep.Model.Rules.Review;

/// <summary>Puts several names into one sentence.</summary>
internal static class Listing
{
    private const int Most = 4;

    /// <summary>The items with commas between them; of many the first ones and how many there are more.</summary>
    public static string Of(IReadOnlyCollection<string> items) =>
        string.Join(", ", items.Take(Most)) + (items.Count > Most ? $" and {items.Count - Most} more" : string.Empty);

    /// <summary>The names in quotes, with what they are before them.</summary>
    /// <param name="what">What one of them is, such as <c>column</c>.</param>
    /// <param name="names">At least one.</param>
    public static string Of(string what, IReadOnlyCollection<string> names) =>
        what + (names.Count > 1 ? "s " : " ") + Of([.. names.Select(name => "'" + name + "'")]);
}
