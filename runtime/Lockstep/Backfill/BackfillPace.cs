namespace Lockstep.Backfill;

/// <summary>
/// How fast a backfill may go while others use the server. What they feel is told by the batches' own commits: each waits until the server's log is on disk, with all
/// that anybody has written to it before, so a commit that takes long is one behind which others wait as well. Then batches become smaller, and the workers rest
/// between them; both end when commits are quick again, or when nobody else is there.
/// </summary>
internal sealed class BackfillPace
{
    // How much longer than without the backfill a commit may take. Others then wait for about one commit more than their own.
    private const double Tolerable = 2;

    // Rests as shares of the batch before: the first one, and the longest, which leaves the backfill half of its time: what others still feel then is
    // the disk that writes what was changed before, and longer rests do not help them.
    private const double FirstRest = 0.25;
    private const double LongestRest = 1;

    // Quick to give way, and slow to come back, so that it does not swing.
    private const double Slower = 0.6;
    private const double Quicker = 1.04;

    // For so many batches at the slowest pace without any better: then it is not the backfill that makes commits slow.
    private const int InVain = 100;

    // Less than that nobody feels, and it differs by more for other reasons.
    private static readonly TimeSpan Imperceptible = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ShortestBatch = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly TimeSpan _longestBatch;
    private TimeSpan _quiet = Imperceptible;
    private TimeSpan _best = TimeSpan.MaxValue;
    private double _rest;
    private int _inVain;

    /// <summary>A pace for batches that are to take so long when nobody else is there.</summary>
    public BackfillPace(TimeSpan target) => (_longestBatch, Target) = (target, target);

    /// <summary>Whether others use the server. When they come, it begins anew with the shortest batches.</summary>
    public bool OthersAreAtWork
    {
        get;
        set
        {
            lock (_gate)
            {
                if (value && !field) (_rest, Target) = (0, ShortestTarget);
                field = value;
            }
        }
    }

    /// <summary>How long a batch is to take now.</summary>
    public TimeSpan Target { get; private set; }

    private TimeSpan ShortestTarget => Shorter(_longestBatch, Longer(_quiet * 4, ShortestBatch));

    /// <summary>Notes what a commit takes while the backfill writes nothing.</summary>
    public void Quiet(TimeSpan commit)
    {
        lock (_gate) _quiet = commit > Imperceptible ? commit : Imperceptible;
    }

    /// <summary>A batch is done.</summary>
    /// <param name="batch">How long it took.</param>
    /// <param name="commit">How much of that the commit took.</param>
    /// <returns>How long to rest before the next one.</returns>
    public TimeSpan After(TimeSpan batch, TimeSpan commit)
    {
        lock (_gate)
        {
            if (!OthersAreAtWork)
            {
                (_rest, Target) = (0, _longestBatch);
                return TimeSpan.Zero;
            }

            if (commit <= _quiet * Tolerable)
            {
                _inVain = 0;
                _rest = _rest < FirstRest / 4 ? 0 : _rest / Quicker;
                if (_rest == 0) Target = Shorter(Target * Quicker, _longestBatch);
                return batch * _rest;
            }

            // Smaller batches first: they cost less than rests.
            if (Target > ShortestTarget) Target = Longer(Target * Slower, ShortestTarget);
            else _rest = Math.Clamp(_rest / Slower, FirstRest, LongestRest);
            NoteInVain(commit);
            return batch * _rest;
        }
    }

    /// <summary>A server that others keep busy more than at the start must not keep the backfill at its slowest for ever.</summary>
    private void NoteInVain(TimeSpan commit)
    {
        if (_rest < LongestRest) (_inVain, _best) = (0, TimeSpan.MaxValue);
        else
        {
            _best = Shorter(_best, commit);
            if (++_inVain < InVain) return;
            (_quiet, _inVain, _best) = (_best, 0, TimeSpan.MaxValue);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
