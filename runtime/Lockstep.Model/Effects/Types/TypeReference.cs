using System.Globalization;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>A type as a column has it.</summary>
/// <param name="Schema">The schema of a user's type; null for PostgreSQL's own.</param>
/// <param name="Name">Its name, such as <c>varchar</c> or <c>int4</c>.</param>
/// <param name="Modifiers">As in <c>numeric(10, 2)</c>; empty for none.</param>
/// <param name="Fields">As in <c>interval day to second</c>; null for all.</param>
/// <param name="IsArray">Whether it is an array of that.</param>
internal sealed record TypeReference(string? Schema, string Name, EquatableArray<string> Modifiers, string? Fields, bool IsArray)
{
    /// <summary>Whether anything is said that the values' length or precision must keep to.</summary>
    public bool HasModifier => !Modifiers.IsEmpty || Fields is not null;

    /// <summary>The same type, of whatever length and precision.</summary>
    public TypeReference Bare => this with { Modifiers = default, Fields = null };

    /// <summary>The whole name of a user's type.</summary>
    public ObjectName? UserType => Schema is null ? null : new(Schema, Name);

    /// <summary>Reads a type as <see cref="Column.Type"/> has it.</summary>
    public static TypeReference Parse(string canonical)
    {
        var isArray = canonical.EndsWith("[]", StringComparison.Ordinal);
        // The type of one byte, which only its quotes tell from a character of a certain length.
        if ((isArray ? canonical.Remove(canonical.Length - 2) : canonical) == "\"char\"") return new(null, "\"char\"", default, null, isArray);
        if (SqlParser.ParseType(canonical) is not { } type) return new(null, canonical, default, null, IsArray: false);
        var modifiers = new EquatableArray<string>(type.Modifiers.Select(modifier => modifier.TextIn(canonical)));
        var name = type.Name.Name;
        if (modifiers.IsEmpty && (name == "bit" || canonical is "char" or "char[]")) modifiers = EquatableArray.Of("1");
        var fields = type.IntervalFields;
        if (fields?.IndexOf('(') is > 0 and var digits)
        {
            modifiers = EquatableArray.Of(fields.Substring(digits).Trim('(', ')', ' '));
            fields = fields.Substring(0, digits).TrimEnd();
        }

        return new(type.Name.Qualifier == "pg_catalog" ? null : type.Name.Qualifier, name, modifiers, fields, type.IsArray);
    }

    /// <summary>A modifier as a number; null if it is not said or no number.</summary>
    /// <param name="at">Which, from 0.</param>
    public int? Modifier(int at) =>
        at < Modifiers.Count && int.TryParse(Modifiers[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
