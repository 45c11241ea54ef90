using System.Diagnostics;
using Lockstep.Reporting;

namespace Lockstep.Hosting.Terminal;

/// <summary>
/// The part at the terminal's end that changes in place. It comes only where a step lasts long enough to be looked at; until then nothing of Spectre.Console is
/// loaded.
/// </summary>
internal sealed class LiveArea : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly Lock _drawing = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer _timer;
    private LiveLines? _lines;
    private LiveDrawing? _drawn;
    private bool _ended;

    /// <summary>Nothing is shown yet.</summary>
    public LiveArea()
    {
        _timer = new(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>A step begins.</summary>
    public void Show(LiveLines lines)
    {
        lock (_lock)
        {
            var first = _lines is null;
            _lines = lines;
            if (first && !_ended) _timer.Change(Soon, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Something happened to the step.</summary>
    public void Update(RunEvent happened)
    {
        lock (_lock) _lines = _lines?.After(happened);
    }

    /// <summary>The step has ended.</summary>
    public void Clear()
    {
        lock (_lock) _lines = null;
    }

    /// <summary>Writes lines that stay, with the area out of their way.</summary>
    public void Write(Action write)
    {
        lock (_drawing)
        {
            Hide();
            write();
        }
    }

    /// <summary>Takes the area away.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _lines = null;
        }

        _timer.Dispose();
        lock (_drawing) Hide();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
    }

    /// <summary>A process that ends in the midst of it must not leave a terminal without a cursor.</summary>
    private void OnExit(object? sender, EventArgs arguments) => Dispose();

    private void Hide()
    {
        var drawn = _drawn;
        _drawn = null;
        try
        {
            drawn?.Dispose();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // As above: what can't be drawn can't be taken away either.
        }
    }

    private void Tick()
    {
        try
        {
            lock (_drawing)
            {
                LiveLines? lines;
                lock (_lock) lines = _lines;
                if (lines is null) Hide();
                else (_drawn ??= new()).Draw(lines, _clock.Elapsed);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The terminal was closed, say. That must not end a migration.
            lock (_lock) _ended = true;
        }

        lock (_lock)
        {
            if (_lines is not null && !_ended) _timer.Change(TimeSpan.FromMilliseconds(150), Timeout.InfiniteTimeSpan);
        }
    }
}
