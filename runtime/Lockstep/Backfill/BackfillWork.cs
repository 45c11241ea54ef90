using Lockstep.Planning;

namespace Lockstep.Backfill;

/// <summary>One backfill of a step, while it is at work.</summary>
/// <param name="Planned">The statement as it was planned.</param>
/// <param name="Statement">The statement, taken apart.</param>
/// <param name="Occurrence">How many of the migration's statements before it are the same.</param>
/// <param name="Table">Its table.</param>
internal sealed record BackfillWork(PlannedStatement Planned, BackfillStatement Statement, int Occurrence, BackfillTable Table)
{
    /// <summary>The row of <c>lockstep.backfill</c>; 0 until it is written.</summary>
    public long Id { get; set; }

    /// <summary>Which time it goes through its table, counted from 1.</summary>
    public int Pass { get; set; } = 1;

    /// <summary>About how many rows there are to go through; null if nobody knows.</summary>
    public long? Total { get; set; }

    /// <summary>How far it is.</summary>
    public BackfillMeter Meter { get; } = new();

    /// <summary>A batch of it, for the person who reads of a failure.</summary>
    public PlannedStatement Told => Planned with { Sql = Statement.Data.Sql };
}

/// <summary>Counts what the workers of a backfill have done.</summary>
internal sealed class BackfillMeter
{
    private long _seen;
    private long _rows;
    private long _batches;

    /// <summary>How many rows were gone through in this pass.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>How many rows were changed.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>How many batches this run has committed.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Why the work rests; null while it works.</summary>
    public string? Rest { get; set; }

    /// <summary>Takes over what an earlier run has done.</summary>
    public void Start(long seen, long rows) => (_seen, _rows) = (seen, rows);

    /// <summary>A pass begins.</summary>
    public void Restart() => Interlocked.Exchange(ref _seen, 0);

    /// <summary>A batch is committed.</summary>
    public void Add(long seen, long rows)
    {
        Interlocked.Add(ref _seen, seen);
        Interlocked.Add(ref _rows, rows);
        Interlocked.Increment(ref _batches);
    }
}
