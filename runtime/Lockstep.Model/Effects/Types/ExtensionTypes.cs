namespace Lockstep.Model.Effects;

/// <summary>Types that PostgreSQL's own extensions bring and that columns are often changed to.</summary>
internal static class ExtensionTypes
{
    /// <summary>Whether it is one of these, whichever schema its extension is in.</summary>
    public static bool Has(string name) => name is "citext" or "hstore" or "ltree";

    /// <summary>Whether a value of one type is one of the other as it is stored.</summary>
    /// <param name="from">The type of the value.</param>
    /// <param name="to">Another type.</param>
    public static bool IsBinaryCoercible(string from, string to) =>
        (from, to) is ("citext", "text" or "varchar") or ("text" or "varchar", "citext");
}
