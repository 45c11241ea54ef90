using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lockstep.Hosting.Terminal;

/// <summary>The lines on the terminal, by Spectre.Console's live display, which moves the cursor, hides it, and brings it back.</summary>
internal sealed class LiveDrawing : IDisposable
{
    private static readonly IAnsiConsole s_console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    private readonly TaskCompletionSource _end = new();
    private readonly TaskCompletionSource<LiveDisplayContext> _begun = new();
    private readonly Task _display;

    /// <summary>Begins to show.</summary>
    public LiveDrawing() => _display = s_console.Live(Text.Empty).AutoClear(true).StartAsync(context =>
    {
        _begun.SetResult(context);
        return _end.Task;
    });

    /// <summary>Shows these lines in the place of those before.</summary>
    public void Draw(LiveLines lines, TimeSpan elapsed)
    {
        // Spectre may find that it can't begin; then it has ended.
        if (Task.WaitAny(_begun.Task, _display) != 0) return;
        var profile = s_console.Profile;
        var texts = lines.Lines(elapsed, profile.Width, profile.Capabilities.Unicode);
        _begun.Task.Result.UpdateTarget(new Rows(texts.Select((line, index) => (IRenderable)new Text(line, index == 0 ? new Style(Color.Blue) : Style.Plain))));
    }

    /// <summary>Takes them away.</summary>
    public void Dispose()
    {
        _end.TrySetResult();
        _display.GetAwaiter().GetResult();
    }
}
