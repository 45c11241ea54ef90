using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>What sequences are like.</summary>
internal static class SequenceSettings
{
    /// <summary>The settings without what PostgreSQL takes anyway, and without where the sequence stands.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="type">The sequence's type, as the catalog calls it.</param>
    public static SequenceOptions Normal(SequenceOptions options, string type)
    {
        var ascends = options.Increment is null or > 0;
        var (least, most) = type switch
        {
            "int2" => ((long)short.MinValue, (long)short.MaxValue),
            "int4" => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        var minimum = options.Minimum == (ascends ? 1 : least) ? null : options.Minimum;
        var maximum = options.Maximum == (ascends ? most : -1) ? null : options.Maximum;
        var start = ascends ? minimum ?? 1 : maximum ?? -1;
        return new()
        {
            Type = type == "int8" ? null : type,
            Increment = options.Increment == 1 ? null : options.Increment,
            Minimum = minimum,
            Maximum = maximum,
            Start = options.Start == start ? null : options.Start,
            Cache = options.Cache == 1 ? null : options.Cache,
            Cycle = options.Cycle == true ? true : null,
        };
    }
}
