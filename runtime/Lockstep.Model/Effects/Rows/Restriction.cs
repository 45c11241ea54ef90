namespace Lockstep.Model.Effects;

/// <summary>Which values of a column a condition lets through. What is null is not restricted.</summary>
internal sealed record Restriction
{
    /// <summary>The only values.</summary>
    public IReadOnlyList<SqlValue>? Values { get; init; }

    /// <summary>Values that are not let through.</summary>
    public IReadOnlyList<SqlValue> Except { get; init; } = [];

    /// <summary>The least value.</summary>
    public SqlValue? Low { get; init; }

    /// <summary>Whether the least value itself is not let through.</summary>
    public bool LowIsOut { get; init; }

    /// <summary>The greatest value.</summary>
    public SqlValue? High { get; init; }

    /// <summary>Whether the greatest value itself is not let through.</summary>
    public bool HighIsOut { get; init; }

    /// <summary>Whether NULL is not let through; a check lets it through unless it says so.</summary>
    public bool NotNull { get; init; }

    /// <summary>Whether nothing but NULL is let through.</summary>
    public bool IsNull { get; init; }

    /// <summary>Whether it says anything of values.</summary>
    public bool IsLimited => Values is not null || Except.Count > 0 || Low is not null || High is not null || NotNull;

    /// <summary>Both restrictions together.</summary>
    public Restriction And(Restriction other)
    {
        var low = Low is null || (other.Low is not null && Low.CompareTo(other.Low) is { } order && (order < 0 || (order == 0 && other.LowIsOut))) ? other : this;
        var high = High is null || (other.High is not null && High.CompareTo(other.High) is { } difference && (difference > 0 || (difference == 0 && other.HighIsOut))) ? other : this;
        return new()
        {
            Values = Values is null || other.Values is null ? Values ?? other.Values : [.. Values.Where(value => other.Values.Any(it => it.IsSame(value) != false))],
            Except = [.. Except, .. other.Except],
            Low = low.Low,
            LowIsOut = low.LowIsOut,
            High = high.High,
            HighIsOut = high.HighIsOut,
            NotNull = NotNull || other.NotNull,
            IsNull = IsNull || other.IsNull,
        };
    }

    /// <summary>Whether surely no value less than that is let through.</summary>
    public bool IsFrom(SqlValue bound) => Values is { } values ? values.All(value => value.CompareTo(bound) >= 0) : Low?.CompareTo(bound) >= 0;

    /// <summary>Whether surely only values greater than that are let through.</summary>
    public bool IsAbove(SqlValue bound) => Values is { } values
        ? values.All(value => value.CompareTo(bound) > 0)
        : Low?.CompareTo(bound) is { } order && (order > 0 || (order == 0 && LowIsOut));

    /// <summary>Whether surely no value greater than that is let through.</summary>
    public bool IsUpTo(SqlValue bound) => Values is { } values ? values.All(value => value.CompareTo(bound) <= 0) : High?.CompareTo(bound) <= 0;

    /// <summary>Whether surely only values less than that are let through.</summary>
    public bool IsBelow(SqlValue bound) => Values is { } values
        ? values.All(value => value.CompareTo(bound) < 0)
        : High?.CompareTo(bound) is { } order && (order < 0 || (order == 0 && HighIsOut));

    /// <summary>Whether the value is surely not let through.</summary>
    public bool IsOutside(SqlValue value) => IsBelow(value) || IsAbove(value) || Except.Any(other => other.IsSame(value) == true);
}
