using System.Reflection;
using Lockstep.Authoring;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A verb that is used wrongly.</summary>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Place">Where; null if nowhere in the class.</param>
internal sealed record Misuse(string Message, Place? Place);

/// <summary>The operations noted so far, in the recorder that is used at run time too, with the places of their chains of calls.</summary>
internal sealed class OperationList
{
    private readonly SourceMap _sources;
    private readonly VerbArguments _arguments;
    private readonly OperationRecorder _recorder;
    private readonly List<int> _touched = [];
    private readonly List<Place?> _places = [];
    private readonly HashSet<int> _settled = [];
    private readonly List<Place?> _calls = [];
    private readonly List<Misuse> _misuses = [];

    /// <summary>Starts with no operation.</summary>
    /// <param name="sources">Turns places into origins.</param>
    /// <param name="evaluate">Tells what is known of an expression.</param>
    public OperationList(SourceMap sources, Func<IOperation, Value> evaluate)
    {
        _sources = sources;
        _arguments = new(evaluate);
        _recorder = new() { Changed = _touched.Add };
    }

    /// <summary>The verbs that are used wrongly.</summary>
    public IReadOnlyList<Misuse> Misuses => _misuses;

    /// <summary>How many verbs do nothing so far.</summary>
    public int Unfinished => _recorder.UnfinishedCount;

    /// <summary>A verb that a migration starts with; unknown if there is none of that name.</summary>
    public Value Start(string verb) => AuthoringApi.Start(verb, _recorder) is { } start ? new Builder(start, IsKnown: true, HasNoted: false) : Value.Unknown;

    /// <summary><c>Alter.Table(…)</c> of a table that is not known.</summary>
    public Builder UnknownTable(string hole) =>
        new(new AlterTableBuilder(_recorder, new QualifiedName(null, hole), new(string.Empty, 0)), IsKnown: false, HasNoted: false);

    /// <summary>The next operation begins a step.</summary>
    public void NewStep() => _recorder.NewStep();

    /// <summary>Notes an operation that stands at a place; null if nowhere in the class.</summary>
    public void Add(Operation operation, Place? place)
    {
        _recorder.Add(operation);
        _places.Add(place);
    }

    /// <summary>Notes an operation that says itself where it stands.</summary>
    public void Add(Operation operation)
    {
        _settled.Add(_recorder.Add(operation));
        _places.Add(null);
    }

    /// <summary>What a call of a verb gives, once what it notes is noted.</summary>
    /// <param name="on">The verb or builder that it is called on.</param>
    /// <param name="call">The call.</param>
    /// <param name="whole">The place of the whole chain up to here.</param>
    /// <param name="own">The place of this call alone, from its name on.</param>
    public Value Call(Builder on, IInvocationOperation call, Place? whole, Place? own)
    {
        var place = on.HasNoted || on.Instance is IChainOfChanges ? own : whole;
        if (AuthoringApi.Find(on.Instance.GetType(), call.TargetMethod) is not { } method)
        {
            // A verb that this analyzer is too old to know.
            Add(new UnknownSql { Incomplete = true }, place);
            return on;
        }

        _calls.Add(place);
        var arguments = _arguments.Of(method, call, _calls.Count);
        var (said, values) = Redirected(method.Method, call, arguments);
        return Perform(on, said, arguments.As(values), call.Syntax, place);
    }

    /// <inheritdoc cref="Call(Builder, IInvocationOperation, Place?, Place?)" />
    /// <param name="on">The verb or builder that it is called on.</param>
    /// <param name="method">The verb.</param>
    /// <param name="values">What it is called with, all of it known.</param>
    /// <param name="call">The call.</param>
    /// <param name="whole">The place of the whole chain up to here.</param>
    /// <param name="own">The place of this call alone, from its name on.</param>
    public Value Call(Builder on, VerbMethod method, object?[] values, SyntaxNode call, Place whole, Place own)
    {
        var place = on.HasNoted || on.Instance is IChainOfChanges ? own : whole;
        _calls.Add(place);
        if (method.Line >= 0) values[method.Line] = _calls.Count;
        return Perform(on, method.Method, new(values, IsKnown: true), call, place);
    }

    private Value Perform(Builder on, MethodInfo method, Known<object?[]> arguments, SyntaxNode call, Place? place)
    {
        var isKnown = on.IsKnown && arguments.IsKnown;
        _touched.Clear();
        object? result;
        try
        {
            result = method.Invoke(on.Instance, arguments.Content);
        }
        catch (TargetInvocationException failure)
        {
            if (isKnown && failure.InnerException is AuthoringException wrong) _misuses.Add(new(wrong.Message, PlaceOf(wrong) ?? place));
            else Add(new UnknownSql { Incomplete = true }, place);
            return Value.Unknown;
        }

        Settle(call, place, isKnown);
        var hasTouched = _touched.Count > 0;
        return result is null
            ? Value.Unknown
            : new Builder(
                result,
                on.IsKnown && (arguments.IsKnown || (hasTouched && ReferenceEquals(result, on.Instance))),
                on.HasNoted || hasTouched);
    }

    /// <summary>Takes note of the verbs that do nothing, for nothing can follow them any more.</summary>
    /// <param name="since">How many there were before.</param>
    public void Refuse(int since)
    {
        foreach (var unfinished in _recorder.UnfinishedSince(since)) _misuses.Add(new(unfinished.Message, PlaceOf(unfinished)));
    }

    /// <summary>All operations with their origins.</summary>
    public IEnumerable<Operation> Finish() => _recorder.Operations.Select((operation, at) =>
        _settled.Contains(at) ? operation
        : operation with { Origin = _places[at] is { } place ? _sources.Add(place.Tree, place.Span) : Origin.None });

    private Place? PlaceOf(AuthoringException wrong) => wrong.Origin.Line > 0 ? _calls[wrong.Origin.Line - 1] : null;

    /// <summary>A constant that is not known is a hole in SQL.</summary>
    private static (MethodInfo Method, object?[] Values) Redirected(MethodInfo method, IInvocationOperation call, Known<object?[]> arguments)
    {
        if (arguments.IsKnown || method.Name != "DefaultValue") return (method, arguments.Content);
        return (method.DeclaringType!.GetMethod("DefaultSql")!, [Unknowns.Source(call.Arguments[0].Value)]);
    }

    private void Settle(SyntaxNode call, Place? place, bool isKnown)
    {
        foreach (var at in _touched.Distinct().ToList())
        {
            if (at == _places.Count) _places.Add(place);
            else Extend(at, call);
            if (!isKnown) _recorder.Update<Operation>(at, operation => operation with { Incomplete = true });
        }
    }

    /// <summary>Extends an operation's place to the end of a call that goes on with its chain.</summary>
    private void Extend(int at, SyntaxNode call)
    {
        if (_places[at] is { } place && place.Tree == call.SyntaxTree && call.Span.Contains(place.Span))
        {
            _places[at] = place with { Span = TextSpan.FromBounds(place.Span.Start, call.Span.End) };
        }
    }
}
