using System.Globalization;
using System.Reflection;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Authoring;
using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis.CSharp;

namespace Lockstep.CodeFixes.Writing;

/// <summary>An argument that is said with its parameter's name.</summary>
internal sealed record Named(string Name, object Value);

/// <summary>The last arguments of a verb that takes any number of them.</summary>
internal sealed record Rest(IReadOnlyList<string> Values);

/// <summary>A call of a verb.</summary>
/// <param name="Verb">Its name.</param>
/// <param name="Arguments">
/// Texts, numbers, truth values, constants, lists of texts, <see cref="TypeVerb"/>, <see cref="Named"/>, <see cref="Rest"/>, or null.
/// </param>
/// <param name="BeginsPart">Whether it begins a line where the chain has several.</param>
internal sealed record VerbCall(string Verb, object?[] Arguments, bool BeginsPart);

/// <summary>
/// A statement of the authoring API: <c>Alter.Table("t").DropColumn("c")</c>. It can be written, and it can be run, by the same verbs that a migration
/// calls, so that nobody has to trust that it says what is meant.
/// </summary>
/// <param name="start">What it begins with, such as <c>Alter</c>.</param>
internal sealed class VerbChain(string start)
{
    private const int MaxLength = 120;

    private readonly List<VerbCall> _calls = [];
    private int _head;

    /// <summary>Goes on with a verb.</summary>
    public VerbChain Call(string verb, params object?[] arguments)
    {
        _calls.Add(new(verb, arguments, BeginsPart: false));
        return this;
    }

    /// <summary>Goes on with a verb that begins a line where the chain has several.</summary>
    public VerbChain Part(string verb, params object?[] arguments)
    {
        _calls.Add(new(verb, arguments, BeginsPart: true));
        return this;
    }

    /// <summary>Goes on with a verb if the condition holds.</summary>
    public VerbChain If(bool condition, string verb, params object?[] arguments) => condition ? Call(verb, arguments) : this;

    /// <summary>What was said so far says what is changed; another chain with the same words can go on here.</summary>
    public VerbChain EndHead()
    {
        _head = _calls.Count;
        return this;
    }

    /// <summary>Both as one statement; null if they are about different things.</summary>
    public VerbChain? With(VerbChain next)
    {
        if (_head == 0 || _head != next._head || Start != next.Start) return null;
        for (var at = 0; at < _head; at++)
        {
            if (!IsSame(_calls[at], next._calls[at])) return null;
        }

        var both = new VerbChain(Start) { _head = _head };
        both._calls.AddRange(_calls);
        var rest = next._calls.Skip(_head).ToList();
        // What is said of the same column needs not name it again.
        var column = _calls.FindLastIndex(call => call.Verb == "Column");
        var isSame = column >= _head && rest.Count > 1 && IsSame(_calls[column], rest[0]);
        both._calls.AddRange(isSame ? rest.Skip(1) : rest);
        return both;
    }

    /// <summary>The calls that this chain has behind those of a shorter one; null if it does not begin with that.</summary>
    public string? Beyond(VerbChain shorter, Func<string, string> typeName) =>
        Start == shorter.Start && _calls.Count > shorter._calls.Count && shorter._calls.Select((call, at) => IsSame(call, _calls[at])).All(same => same)
            ? string.Concat(_calls.Skip(shorter._calls.Count).Select(call => Text(call, typeName)))
            : null;

    /// <summary>What the statement notes; null if the API refuses it.</summary>
    public IReadOnlyList<Operation>? Run()
    {
        var recorder = new OperationRecorder();
        try
        {
            var on = AuthoringApi.Start(Start, recorder);
            foreach (var call in _calls)
            {
                if (on is null || Bind(on.GetType(), call) is not var (method, arguments)) return null;
                on = method.Invoke(on, arguments);
            }

            return recorder.Finish().Operations;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is AuthoringException)
        {
            return null;
        }
        catch (AuthoringException)
        {
            return null;
        }
    }

    /// <summary>The source with its semicolon. Lines after the first one stand in from it.</summary>
    /// <param name="typeName">How a type is called there, by its whole name.</param>
    public string ToText(Func<string, string> typeName)
    {
        var calls = _calls.Select(call => Text(call, typeName)).ToList();
        var line = Start + string.Concat(calls) + ";";
        if (line.Length <= MaxLength || line.IndexOf('\n') >= 0 || _calls.Count < 3) return line;
        var hasParts = _calls.Exists(call => call.BeginsPart);
        var text = Start;
        var length = Start.Length;
        for (var at = 0; at < calls.Count; at++)
        {
            var breaks = hasParts ? _calls[at].BeginsPart : at > 0 && length + calls[at].Length > MaxLength;
            text += (breaks ? "\n" + CSharpText.Indent : string.Empty) + calls[at];
            length = (breaks ? CSharpText.Indent.Length : length) + calls[at].Length;
        }

        return text + ";";
    }

    private string Start { get; } = start;

    private static bool IsSame(VerbCall one, VerbCall other) => one.Verb == other.Verb && one.Arguments.Length == other.Arguments.Length &&
        one.Arguments.Select((argument, at) => IsSame(argument, other.Arguments[at])).All(same => same);

    private static bool IsSame(object? one, object? other) => (one, other) switch
    {
        (Rest first, Rest second) => first.Values.SequenceEqual(second.Values),
        (Named first, Named second) => first.Name == second.Name && IsSame(first.Value, second.Value),
        (not string and IEnumerable<string> first, not string and IEnumerable<string> second) => first.SequenceEqual(second),
        _ => Equals(one, other),
    };

    private static string Text(VerbCall call, Func<string, string> typeName) =>
        "." + call.Verb + "(" + string.Join(", ", call.Arguments.SelectMany(argument => Text(argument, typeName))) + ")";

    private static IEnumerable<string> Text(object? argument, Func<string, string> typeName) => argument switch
    {
        Rest rest => rest.Values.Select(CSharpText.BestLiteral),
        Named named => [Name(named.Name) + ": " + Text(named.Value, typeName).Single()],
        null => ["null"],
        string text => [CSharpText.BestLiteral(text)],
        TypeVerb type => [type.Text],
        bool truth => [truth ? "true" : "false"],
        Enum constant => [CSharpText.Constant(constant, typeName)],
        TimeSpan time => [CSharpText.Time(time, typeName)],
        IEnumerable<string> texts => ["[" + string.Join(", ", texts.Select(CSharpText.BestLiteral)) + "]"],
        IFormattable number => [number.ToString(null, CultureInfo.InvariantCulture)],
        _ => throw new ArgumentException("No source is known for " + argument.GetType().Name + ".", nameof(argument)),
    };

    private static string Name(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The method that the compiler would choose: the only one, or the first one, that takes the arguments.</summary>
    private static (MethodInfo Method, object?[] Arguments)? Bind(Type on, VerbCall call)
    {
        foreach (var method in on.GetMethods(BindingFlags.Instance | BindingFlags.Public))
        {
            if (method.Name == call.Verb && Bind(VerbMethod.Of(method), call.Arguments) is { } values) return (method, values);
        }

        return null;
    }

    private static object?[]? Bind(VerbMethod method, object?[] arguments)
    {
        object?[] values = [.. method.Parameters.Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : Missing.Value)];
        for (var at = 0; at < arguments.Length; at++)
        {
            var argument = arguments[at];
            var parameter = argument is Named named
                ? Array.Find(method.Parameters, parameter => parameter.Name == named.Name)
                : at < method.Parameters.Length ? method.Parameters[at] : null;
            if (parameter is null || !TryConvert(argument is Named { Value: { } value } ? value : argument, parameter.ParameterType, out var converted)) return null;
            values[parameter.Position] = converted;
        }

        foreach (var parameter in method.Parameters)
        {
            if (!ReferenceEquals(values[parameter.Position], Missing.Value)) continue;
            if (!parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false)) return null;
            values[parameter.Position] = Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0);
        }

        return values;
    }

    private static bool TryConvert(object? argument, Type type, out object? value)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        value = argument switch
        {
            TypeVerb verb when plain == typeof(ColumnType) => new ColumnType(verb.Sql),
            Rest rest when plain == typeof(string[]) => rest.Values.ToArray(),
            string => argument,
            IEnumerable<string> texts when plain == typeof(string[]) => texts.ToArray(),
            int number when plain == typeof(long) => (long)number,
            _ => argument,
        };
        return value is null ? !plain.IsValueType || plain != type : plain.IsInstanceOfType(value);
    }
}
