using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Review;

/// <summary>
/// What a constraint is of which nothing is known but the name, in a table that the schema does not hold: names are mostly those that PostgreSQL or a tool
/// has given, <c>orders_pkey</c>, <c>users_email_key</c>, <c>FK_Orders_Users_UserId</c>.
/// </summary>
internal static class AssumedConstraint
{
    private static readonly string[] s_keys = ["pkey", "pk", "key", "uq", "uk", "uniq", "unique", "ak"];
    private static readonly string[] s_foreignKeys = ["fkey", "fk", "foreign"];

    /// <summary>Whether the name is that of a primary key or unique constraint, and the script itself has not made it.</summary>
    public static bool IsKey(DropConstraint drop, ReviewedOperation reviewed) => IsCalled(drop, reviewed, s_keys) && !IsCalled(drop, reviewed, s_foreignKeys);

    /// <summary>Whether the name is that of a foreign key, and the script itself has not made it.</summary>
    public static bool IsForeignKey(DropConstraint drop, ReviewedOperation reviewed) => IsCalled(drop, reviewed, s_foreignKeys);

    /// <summary>Whether the name begins or ends with one of the words.</summary>
    private static bool IsCalled(DropConstraint drop, ReviewedOperation reviewed, string[] words)
    {
        if (reviewed.IsMadeHere(drop.Table) || reviewed.Before.FindOrAssumed(drop.Table)?.Constraint(drop.Name) is not null) return false;
        var parts = drop.Name.Split('_');
        return parts.Length > 1 && words.Any(word => Is(parts[0], word) || Is(parts[parts.Length - 1], word));
    }

    private static bool Is(string part, string word) => string.Equals(part, word, StringComparison.OrdinalIgnoreCase);
}
