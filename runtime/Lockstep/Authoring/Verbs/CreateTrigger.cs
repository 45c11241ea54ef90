using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A new trigger, of which the table is still to be said.</summary>
public sealed class CreateTriggerBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;
    private readonly bool _isConstraint;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreateTriggerBuilder(OperationRecorder recorder, string name, bool isConstraint, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _isConstraint = isConstraint;
        _origin = origin;
        _said = recorder.Expect($"Create.Trigger(\"{name}\") does nothing: add .On(table), when it fires, and .Execute(function).", origin);
    }

    /// <summary>On which table or view. Lock: SHARE ROW EXCLUSIVE, for an instant.</summary>
    /// <param name="table">The table or view.</param>
    public TriggerEventsBuilder On(string table)
    {
        _said();
        var timing = _isConstraint ? TriggerTiming.After : TriggerTiming.Before;
        return new(_recorder, new(_name, QualifiedName.Parse(table), timing, default, new(null, "")) { Constraint = _isConstraint, ForEachRow = _isConstraint, Origin = _origin });
    }
}

/// <summary>A new trigger: when it fires and what it calls.</summary>
public sealed class TriggerEventsBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly Action _said;
    private CreateTrigger _trigger;

    internal TriggerEventsBuilder(OperationRecorder recorder, CreateTrigger trigger)
    {
        _recorder = recorder;
        _trigger = trigger;
        _said = recorder.Expect($"Create.Trigger(\"{trigger.Name}\").On(\"{trigger.Table}\") calls nothing: add .Execute(function).", trigger.Origin);
    }

    /// <summary>Before the row or statement, as unless told otherwise.</summary>
    public TriggerEventsBuilder Before() => With(trigger => trigger with { Timing = TriggerTiming.Before });

    /// <summary>After the row or statement.</summary>
    public TriggerEventsBuilder After() => With(trigger => trigger with { Timing = TriggerTiming.After });

    /// <summary>In place of the statement; on views.</summary>
    public TriggerEventsBuilder InsteadOf() => With(trigger => trigger with { Timing = TriggerTiming.InsteadOf });

    /// <summary>On INSERT.</summary>
    public TriggerEventsBuilder Insert() => Event("INSERT");

    /// <summary>On UPDATE.</summary>
    /// <param name="columns">Of these columns; none for any.</param>
    public TriggerEventsBuilder Update(params string[] columns) =>
        Event(columns.Length == 0 ? "UPDATE" : "UPDATE OF " + string.Join(", ", columns.Select(SqlIdentifier.Quote)));

    /// <summary>On DELETE.</summary>
    public TriggerEventsBuilder Delete() => Event("DELETE");

    /// <summary>On TRUNCATE.</summary>
    public TriggerEventsBuilder Truncate() => Event("TRUNCATE");

    /// <summary>Once a row, not once a statement.</summary>
    public TriggerEventsBuilder ForEachRow() => With(trigger => trigger with { ForEachRow = true });

    /// <summary>Only where a condition holds.</summary>
    /// <param name="condition">An SQL condition on <c>OLD</c> and <c>NEW</c>.</param>
    public TriggerEventsBuilder When(string condition) => With(trigger => trigger with { When = condition });

    /// <summary>The function sees the old rows, all together, as a relation of this name.</summary>
    /// <param name="name">The name.</param>
    public TriggerEventsBuilder OldTable(string name) => With(trigger => trigger with { OldTable = name });

    /// <summary>The function sees the new rows, all together, as a relation of this name.</summary>
    /// <param name="name">The name.</param>
    public TriggerEventsBuilder NewTable(string name) => With(trigger => trigger with { NewTable = name });

    /// <summary>The other table of a constraint trigger, as a foreign key has one.</summary>
    /// <param name="table">The table.</param>
    public TriggerEventsBuilder From(string table) => With(trigger => trigger with { From = QualifiedName.Parse(table) });

    /// <summary>A transaction may put a constraint trigger off.</summary>
    /// <param name="initiallyDeferred">Whether it is put off to the transaction's end unless told otherwise.</param>
    public TriggerEventsBuilder Deferrable(bool initiallyDeferred = false) =>
        With(trigger => trigger with { Deferrable = true, InitiallyDeferred = initiallyDeferred });

    /// <summary>It takes the place of a trigger of that name.</summary>
    public TriggerEventsBuilder OrReplace() => With(trigger => trigger with { OrReplace = true });

    /// <summary>What it calls. This ends the trigger.</summary>
    /// <param name="function">A function that returns <c>trigger</c>.</param>
    /// <param name="arguments">What the function is given.</param>
    public void Execute(string function, params string[] arguments)
    {
        if (_trigger.Events.IsEmpty)
        {
            throw new AuthoringException(
                $"Create.Trigger(\"{_trigger.Name}\") fires on nothing: add .Insert(), .Update(), .Delete() or .Truncate() before .Execute.", _trigger.Origin);
        }

        _said();
        _recorder.Add(_trigger with { Function = Said.Name(function, _trigger.Origin), Arguments = new(arguments) });
    }

    private TriggerEventsBuilder Event(string sql) => With(trigger => trigger with { Events = trigger.Events.With(sql) });

    private TriggerEventsBuilder With(Func<CreateTrigger, CreateTrigger> change)
    {
        _trigger = change(_trigger);
        return this;
    }
}

/// <summary>A new rule, of which the table is still to be said.</summary>
public sealed class CreateRuleBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreateRuleBuilder(OperationRecorder recorder, string name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Rule(\"{name}\") does nothing: add .OnInsert(table), .OnUpdate(table), .OnDelete(table) or .OnSelect(table).", origin);
    }

    /// <summary>On SELECT of a table or view. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="table">The table or view.</param>
    public CreateRuleOptions OnSelect(string table) => On("SELECT", table);

    /// <summary>On INSERT into a table or view. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <inheritdoc cref="OnSelect" />
    public CreateRuleOptions OnInsert(string table) => On("INSERT", table);

    /// <summary>On UPDATE of a table or view. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <inheritdoc cref="OnSelect" />
    public CreateRuleOptions OnUpdate(string table) => On("UPDATE", table);

    /// <summary>On DELETE from a table or view. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <inheritdoc cref="OnSelect" />
    public CreateRuleOptions OnDelete(string table) => On("DELETE", table);

    private CreateRuleOptions On(string statement, string table)
    {
        _said();
        return new(_recorder, new(_name, QualifiedName.Parse(table), statement, default) { Origin = _origin });
    }
}

/// <summary>What can be said of a new rule. Without <see cref="DoAlso"/> or <see cref="DoInstead"/> it does nothing.</summary>
public sealed class CreateRuleOptions : OperationOptions<CreateRuleOptions, CreateRule>
{
    internal CreateRuleOptions(OperationRecorder recorder, CreateRule rule)
        : base(recorder, rule)
    {
    }

    /// <summary>It takes the place of a rule of that name.</summary>
    public CreateRuleOptions OrReplace() => With(rule => rule with { OrReplace = true });

    /// <summary>Only where a condition holds.</summary>
    /// <param name="condition">An SQL condition on <c>old</c> and <c>new</c>.</param>
    public CreateRuleOptions Where(string condition) => With(rule => rule with { Where = condition });

    /// <summary>What is done beside the statement.</summary>
    /// <param name="actions">Statements, as SQL; none for nothing.</param>
    public CreateRuleOptions DoAlso(params string[] actions) => With(rule => rule with { Instead = false, Actions = new(actions) });

    /// <summary>What is done in place of the statement.</summary>
    /// <param name="actions">Statements, as SQL; none for nothing.</param>
    public CreateRuleOptions DoInstead(params string[] actions) => With(rule => rule with { Instead = true, Actions = new(actions) });
}
