namespace Lockstep.Embedded.Tests;

public sealed class FileLockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_waits_for_the_other_and_for_the_next_file_when_it_was_removed()
    {
        await using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "lock");
        var first = await FileLock.AcquireAsync(path, Cancellation);
        var waiting = new TaskCompletionSource();
        var second = FileLock.AcquireAsync(path, Cancellation, waiting.SetResult);
        await waiting.Task.WaitAsync(Cancellation);
        Assert.False(second.IsCompleted);

        first.DisposeAndDelete();
        using (await second)
        {
            Assert.True(File.Exists(path));
        }
    }

    [Fact]
    public async Task What_can_never_be_locked_is_an_error_and_no_wait()
    {
        await using var folder = new TestFolder();
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => FileLock.AcquireAsync(Path.Combine(folder.Path, "absent", "lock"), Cancellation));
    }
}
