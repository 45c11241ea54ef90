using Lockstep.Model.Effects;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>Where sequences end.</summary>
internal static class SequenceEnd
{
    /// <summary>The greatest number of an integer type; null of another type.</summary>
    /// <param name="type">As <see cref="Column.Type"/>.</param>
    public static long? OfType(string type) => type switch
    {
        "int2" => short.MaxValue,
        "int4" => int.MaxValue,
        "int8" => long.MaxValue,
        _ => null,
    };

    /// <summary>The last number of a sequence that ascends and does not begin anew; null of others.</summary>
    public static long? Of(Sequence sequence)
    {
        var settings = sequence.Settings;
        if (settings.Cycle == true || settings.Increment < 0) return null;
        return settings.Maximum ?? OfType(settings.Type ?? "int8");
    }

    /// <summary>The sequence that a column's default takes values from; null if there is none. An identity's sequence follows the column's type.</summary>
    public static Sequence? Numbering(Column column, DatabaseSchema schema) =>
        column.Default is null ? null : SequenceUse.Of(column.Default).Select(name => schema.Find(name)).OfType<Sequence>().FirstOrDefault();
}
