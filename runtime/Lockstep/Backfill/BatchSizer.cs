using Lockstep.Model.Operations;

namespace Lockstep.Backfill;

/// <summary>Steers how many rows a batch has, so that it takes as long as it is meant to.</summary>
/// <param name="settings">What was asked for.</param>
internal sealed class BatchSizer(BackfillSettings settings)
{
    private const int First = 1000;
    private const int Most = 200_000;

    // How much the last batch counts among those before.
    private const double Weight = 0.4;

    private readonly int _most = settings.BatchSize ?? Most;
    private double _rate;

    /// <summary>How long a batch is to take, unless it is said: short for those who wait for a row, and long beside what a commit costs.</summary>
    public static TimeSpan DefaultTarget { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many rows the next batch has.</summary>
    public int Size { get; private set; } = Math.Min(First, settings.BatchSize ?? Most);

    /// <summary>A batch is done.</summary>
    /// <param name="rows">How many rows it had.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="target">How long the next one is to take for the sake of others; where a size was asked for, only what was asked for counts.</param>
    public void Took(long rows, TimeSpan took, TimeSpan target)
    {
        if (rows == 0) return;
        var rate = rows / Math.Max(took.TotalSeconds, 0.000_1);
        _rate = _rate == 0 ? rate : (Weight * rate) + ((1 - Weight) * _rate);
        var wanted = _rate * (settings.BatchSize is null ? target : settings.Target ?? DefaultTarget).TotalSeconds;
        // Not by leaps: the next rows may be larger, or their pages not in memory.
        Size = (int)Math.Clamp(wanted, Math.Max(1, Size / 4), Math.Min(_most, Size * 4L));
    }

    /// <summary>A batch got no lock, or kept others waiting: the next one asks for fewer rows.</summary>
    public void Shrink() => Size = Math.Max(1, Size / 2);

    /// <summary>A batch was cut off because it kept others waiting for too long: the next one is as small as it must be to take no longer than it is meant to.</summary>
    /// <param name="after">When it was cut off.</param>
    public void CutOff(TimeSpan after)
    {
        Size = (int)Math.Clamp(Size * ((settings.Target ?? DefaultTarget) / after), 1, Math.Max(1, Size / 2));
        // What was seen of earlier rows does not hold for these.
        _rate = 0;
    }
}
