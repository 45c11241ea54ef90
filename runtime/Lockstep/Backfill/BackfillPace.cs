namespace Lockstep.Backfill;

/// <summary>
/// How fast a backfill may go while others use the server. What they feel is told by the batches' own commits: each waits until the server's log is on disk, with all
/// that anybody has written to it before, so a commit that takes long is one behind which others wait as well. Then batches become smaller. Now and then a commit takes
/// very long, since the disk is writing what the backfill has changed some time ago: after it the workers rest for so long that others meet such a one in no more than
/// one of a hundred of their own. Both end when commits are quick again, or when nobody else is there.
/// </summary>
internal sealed class BackfillPace
{
    // How much longer than without the backfill a commit may take. Others then wait for about one commit more than their own.
    private const double Tolerable = 2;

    // From there on it is a stall. Without any backfill about one commit of a hundred takes as long.
    private const double Stalled = 5;

    // How much of the time others may be in a stall.
    private const double Share = 0.01;

    // Quick to give way, and slow to come back, so that it does not swing.
    private const double Slower = 0.6;
    private const double Quicker = 1.04;

    // After so many stalls one after the other, with rests between them, it is not the backfill that makes commits slow.
    private const int InVain = 20;

    // A system takes a processor from who computes only every few milliseconds: what ends sooner is not waited for longer than it takes. And where it rests for longer than
    // it works, most of what others do does not meet it at all.
    private static readonly TimeSpan GentleBatch = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan GentleRest = TimeSpan.FromMilliseconds(2);

    // Less than that nobody feels, and it differs by more for other reasons.
    private static readonly TimeSpan Imperceptible = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ShortestBatch = TimeSpan.FromMilliseconds(10);

    // A disk that stood still for minutes for other reasons must not keep the backfill waiting for hours; and good behaviour is not saved up for long.
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostSaved = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeSpan _longestBatch;
    private readonly bool _gently;
    private TimeSpan _quiet = Imperceptible;
    private TimeSpan _best = TimeSpan.MaxValue;
    private TimeSpan _owed;
    private int _inVain;

    /// <summary>A pace for batches.</summary>
    /// <param name="target">How long they are to take when nobody else is there.</param>
    /// <param name="gently">Whether it gives way to others by all means.</param>
    public BackfillPace(TimeSpan target, bool gently = false) => (_longestBatch, _gently, Target) = (target, gently, target);

    /// <summary>Whether others use the server. When they come, it begins anew with the shortest batches.</summary>
    public bool OthersAreAtWork
    {
        get;
        set
        {
            lock (_gate)
            {
                if (value && !field) (_owed, Target) = (TimeSpan.Zero, ShortestTarget);
                field = value;
            }
        }
    }

    /// <summary>Whether it gives way by all means now. Then <see cref="Target"/> is of the change of the rows alone: the rest of a batch takes longer than that.</summary>
    public bool IsGentle => _gently && OthersAreAtWork;

    /// <summary>How long a batch is to take now.</summary>
    public TimeSpan Target { get; private set; }

    private TimeSpan ShortestTarget => Shorter(_longestBatch, _gently ? GentleBatch : Longer(_quiet * 4, ShortestBatch));

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
                (_owed, Target) = (TimeSpan.Zero, _longestBatch);
                return TimeSpan.Zero;
            }

            if (_gently) Target = ShortestTarget;
            else Target = commit <= _quiet * Tolerable ? Shorter(Target * Quicker, _longestBatch) : Longer(Target * Slower, ShortestTarget);
            var stalled = commit > _quiet * Stalled;
            NoteInVain(stalled, commit);
            return Longer(Rest(batch, stalled ? commit : TimeSpan.Zero), _gently ? GentleRest : TimeSpan.Zero);
        }
    }

    /// <summary>How long to rest, so that stalls take up no more than their share of the time.</summary>
    private TimeSpan Rest(TimeSpan batch, TimeSpan stall)
    {
        _owed = Longer(Shorter(_owed + stall - (batch * Share), LongestRest * Share), -(MostSaved * Share));
        if (_owed <= TimeSpan.Zero) return TimeSpan.Zero;
        var rest = _owed / Share;
        _owed = TimeSpan.Zero;
        return rest;
    }

    /// <summary>A server that others keep busier than at the start must not keep the backfill from going on for ever.</summary>
    private void NoteInVain(bool stalled, TimeSpan commit)
    {
        if (!stalled)
        {
            (_inVain, _best) = (0, TimeSpan.MaxValue);
            return;
        }

        _best = Shorter(_best, commit);
        if (++_inVain >= InVain) (_quiet, _inVain, _best) = (_best, 0, TimeSpan.MaxValue);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
