using Lockstep.Backfill;

namespace Lockstep.Tests.Engine;

/// <summary>How a backfill gives way to others, by what its own commits take.</summary>
public sealed class BackfillPaceTests
{
    private static readonly TimeSpan Whole = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(11);
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void With_nobody_else_there_it_never_rests()
    {
        var pace = Of(others: false);
        Assert.Equal((TimeSpan.Zero, Whole), (pace.After(Whole, TimeSpan.FromSeconds(1)), pace.Target));
    }

    [Fact]
    public void Batches_are_short_from_when_others_come_and_grow_while_commits_are_quick()
    {
        var pace = Of(others: true);
        Assert.Equal(Quiet * 4, pace.Target);
        var last = pace.Target;
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TimeSpan.Zero, pace.After(Batch, Quiet * 2));
            Assert.InRange(pace.Target, last, Whole);
            last = pace.Target;
        }

        Assert.Equal(Whole, last);
        pace.OthersAreAtWork = true;
        Assert.Equal(Whole, pace.Target);
    }

    [Fact]
    public void While_commits_are_slow_batches_become_shorter_and_grow_again_by_and_by()
    {
        var pace = Of(others: true);
        for (var i = 0; i < 100; i++) pace.After(Batch, Quiet);
        Assert.Equal(Whole, pace.Target);
        Assert.Equal(TimeSpan.Zero, pace.After(Batch, Slow));
        Assert.InRange(pace.Target, Quiet * 4, Whole * 0.7);
        for (var i = 0; i < 20; i++) Assert.Equal(TimeSpan.Zero, pace.After(Batch, Slow));
        Assert.Equal(Quiet * 4, pace.Target);
        pace.After(Batch, Quiet);
        Assert.InRange(pace.Target, Quiet * 4.01, Quiet * 5);
        for (var i = 0; i < 300; i++) pace.After(Batch, Quiet);
        Assert.Equal(Whole, pace.Target);
    }

    [Fact]
    public void Commits_that_take_very_long_are_a_hundredth_of_the_time_at_most()
    {
        var pace = Of(others: true);
        var (all, stalled) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < 2000; i++)
        {
            var stall = i % 10 == 9 ? Stall : TimeSpan.Zero;
            all += Batch + pace.After(Batch, stall > TimeSpan.Zero ? stall : Quiet);
            stalled += stall;
        }

        Assert.InRange(stalled / all, 0.009, 0.010_1);
    }

    [Fact]
    public void It_rests_for_half_a_minute_at_most_however_long_a_commit_took()
    {
        var pace = Of(others: true);
        Assert.Equal(TimeSpan.FromSeconds(30), pace.After(Batch, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.Zero, pace.After(Batch, Quiet));
    }

    [Fact]
    public void What_was_quick_for_long_is_not_saved_up_for_long()
    {
        var pace = Of(others: true);
        for (var i = 0; i < 100_000; i++) pace.After(Batch, Quiet);
        // Two seconds are, of which a hundredth may be a stall.
        Assert.InRange(pace.After(Batch, Stall) / ((Stall - TimeSpan.FromMilliseconds(20)) * 100), 0.98, 1);
    }

    [Fact]
    public void When_others_leave_it_goes_at_full_speed()
    {
        var pace = Of(others: true);
        for (var i = 0; i < 20; i++) pace.After(Batch, Stall);
        pace.OthersAreAtWork = false;
        Assert.Equal((TimeSpan.Zero, Whole), (pace.After(Batch, Stall), pace.Target));
    }

    [Fact]
    public void When_rests_are_in_vain_it_is_not_the_backfill_that_makes_commits_slow()
    {
        var pace = Of(others: true);
        Assert.True(pace.After(Batch, Stall) > TimeSpan.Zero);
        for (var i = 0; i < 1000; i++) pace.After(Batch, Stall);
        Assert.Equal((TimeSpan.Zero, Whole), (pace.After(Batch, Stall), pace.Target));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void What_nobody_feels_is_not_slow(double milliseconds)
    {
        var pace = new BackfillPace(Whole);
        pace.Quiet(TimeSpan.FromMilliseconds(milliseconds));
        pace.OthersAreAtWork = true;
        Assert.Equal(TimeSpan.FromMilliseconds(10), pace.Target);
        pace.After(Batch, TimeSpan.FromMilliseconds(1.9));
        Assert.InRange(pace.Target, TimeSpan.FromMilliseconds(10.1), Whole);
    }

    [Fact]
    public void Batches_never_take_longer_than_was_asked_for()
    {
        var pace = new BackfillPace(TimeSpan.FromMilliseconds(7));
        pace.Quiet(Quiet);
        pace.OthersAreAtWork = true;
        for (var i = 0; i < 20; i++)
        {
            pace.After(Batch, i < 10 ? Quiet : Slow);
            Assert.Equal(TimeSpan.FromMilliseconds(7), pace.Target);
        }
    }

    [Fact]
    public void Gently_is_short_batches_and_a_rest_after_each_while_others_are_there_and_as_fast_as_ever_without_them()
    {
        var pace = new BackfillPace(Whole, gently: true);
        pace.Quiet(Quiet);
        Assert.Equal((false, TimeSpan.Zero, Whole), (pace.IsGentle, pace.After(Whole, Stall), pace.Target));
        pace.OthersAreAtWork = true;
        for (var i = 0; i < 100; i++) Assert.Equal((true, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)), (pace.IsGentle, pace.Target, pace.After(Batch, i % 2 == 0 ? Quiet : Slow)));
        // What was not said to be gentle would have grown by now; a stall of the disk is waited out all the same.
        Assert.True(pace.After(Batch, Stall) > TimeSpan.FromSeconds(1));
        pace.OthersAreAtWork = false;
        Assert.Equal((false, TimeSpan.Zero, Whole), (pace.IsGentle, pace.After(Whole, Stall), pace.Target));
    }

    private static BackfillPace Of(bool others)
    {
        var pace = new BackfillPace(Whole);
        pace.Quiet(Quiet);
        pace.OthersAreAtWork = others;
        return pace;
    }
}
