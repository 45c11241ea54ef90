using Lockstep.Authoring;

namespace Lockstep;

/// <summary>
/// A change of the database, written in C#. <see cref="Up"/> and <see cref="Down"/> run no SQL: each verb notes an operation, and Lockstep
/// checks, orders and runs them.
/// </summary>
/// <example>
/// <code>
/// [Migration(2026_11_21_0900, "Add users.email")]
/// public sealed class AddUserEmail : Migration
/// {
///     public override void Up() => Alter.Table("users").AddColumn("email", Text);
///     public override void Down() => Alter.Table("users").DropColumn("email");
/// }
/// </code>
/// </example>
public abstract partial class Migration
{
    private OperationRecorder? _recorder;

    /// <summary>Starts a verb that makes something.</summary>
    protected Create Create => new(Recorder);

    /// <summary>Starts a verb that changes something.</summary>
    protected Alter Alter => new(Recorder);

    /// <summary>Starts a verb that removes something.</summary>
    protected Drop Drop => new(Recorder);

    /// <summary>Starts a verb that runs SQL.</summary>
    protected Execute Execute => new(Recorder);

    private OperationRecorder Recorder =>
        _recorder ?? throw new InvalidOperationException(
            GetType().Name + ": a migration's verbs work only while Lockstep calls its Up or Down, not in its constructor.");

    /// <summary>Notes the operations that make the change.</summary>
    public abstract void Up();

    /// <summary>
    /// Notes the operations that take the change back. A migration without it can't be rolled back, which is finding LS1001.
    /// </summary>
    public virtual void Down() => Recorder.DeclareNoDown();

    /// <summary>Calls Up or Down and returns what it noted.</summary>
    /// <exception cref="AuthoringException">A verb was used wrongly.</exception>
    internal RecordedOperations Record(Direction direction)
    {
        var recorder = new OperationRecorder();
        _recorder = recorder;
        try
        {
            if (direction == Direction.Up) Up();
            else Down();
            return recorder.Finish();
        }
        finally
        {
            _recorder = null;
        }
    }
}

/// <summary>Which way a migration is run.</summary>
public enum Direction
{
    /// <summary>The change is made.</summary>
    Up,

    /// <summary>The change is taken back.</summary>
    Down,
}
