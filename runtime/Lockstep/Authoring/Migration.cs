using Lockstep.Authoring;
using Lock = Lockstep.Authoring.Lock;

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

    /// <summary>Starts a verb that renames something.</summary>
    protected Rename Rename => new(Recorder);

    /// <summary>Starts a verb that adds rows.</summary>
    protected Insert Insert => new(Recorder);

    /// <summary>Starts a verb that changes rows.</summary>
    protected Update Update => new(Recorder);

    /// <summary>Starts a verb that removes rows. What removes tables and their like is <see cref="Drop"/>.</summary>
    protected Delete Delete => new(Recorder);

    /// <summary>Starts a verb that changes or removes many rows in batches.</summary>
    protected Authoring.Backfill Backfill => new(Recorder);

    /// <summary>Starts a verb that runs SQL.</summary>
    protected Execute Execute => new(Recorder);

    /// <summary>Starts a verb that gives rights.</summary>
    protected Grant Grant => new(Recorder);

    /// <summary>Starts a verb that takes rights away.</summary>
    protected Revoke Revoke => new(Recorder);

    /// <summary>Starts a verb that describes an object.</summary>
    protected Comment Comment => new(Recorder);

    /// <summary>Starts a verb that sets something for the rest of the step.</summary>
    protected Set Set => new(Recorder);

    /// <summary>Starts a verb that takes a lock.</summary>
    protected Lock Lock => new(Recorder);

    /// <summary>Starts a verb that empties tables.</summary>
    protected Truncate Truncate => new(Recorder);

    /// <summary>Starts a verb that fills a materialized view anew.</summary>
    protected Refresh Refresh => new(Recorder);

    /// <summary>Starts a verb that refreshes the planner's statistics.</summary>
    protected Analyze Analyze => new(Recorder);

    /// <summary>Starts a verb that makes dead rows' room free.</summary>
    protected Vacuum Vacuum => new(Recorder);

    /// <summary>Starts a verb that builds indexes anew.</summary>
    protected Reindex Reindex => new(Recorder);

    /// <summary>Starts a verb that sorts a table's rows.</summary>
    protected Cluster Cluster => new(Recorder);

    /// <summary>
    /// Begins a step: what was noted before is committed first, and is not undone when what follows fails. A run that is cut off goes on
    /// with the step that it was in. Not for a migration that wants one transaction (<see cref="MigrationAttribute.SingleTransaction"/>).
    /// </summary>
    protected void NewStep() => Recorder.NewStep();

    /// <summary>An SQL expression in the place of a value: <c>Insert.Into("t").Row(new { made = Sql("now()") })</c>.</summary>
    /// <param name="expression">The expression, as it is written into the statement.</param>
    protected static RawSql Sql(string expression) => new(expression);

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
