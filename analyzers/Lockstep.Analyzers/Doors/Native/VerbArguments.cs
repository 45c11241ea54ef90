using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Turns what is known of a call's arguments into what the verb takes; holes stand for the rest.</summary>
/// <param name="evaluate">Tells what is known of an expression.</param>
internal sealed class VerbArguments(Func<IOperation, Value> evaluate)
{
    /// <summary>The arguments, and whether all are the real thing.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="call">The call.</param>
    /// <param name="line">What the verb is told as its line: the number by which its place is found again.</param>
    public Known<object?[]> Of(VerbMethod method, IInvocationOperation call, int line)
    {
        var values = new object?[method.Parameters.Length];
        var isKnown = true;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Position == method.Line)
            {
                values[parameter.Position] = line;
                continue;
            }

            var argument = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Position);
            if (argument is { ArgumentKind: ArgumentKind.DefaultValue })
            {
                values[parameter.Position] = parameter.DefaultValue;
                continue;
            }

            var value = Convert(argument?.Value, parameter.ParameterType);
            values[parameter.Position] = value.Content;
            isKnown &= value.IsKnown;
        }

        return new(values, isKnown);
    }

    private Known<object?> Convert(IOperation? argument, Type type) =>
        argument is null ? Missing(type) : Convert(evaluate(argument), argument, type);

    private static Known<object?> Convert(Value value, IOperation source, Type type)
    {
        if (type.IsArray) return Array(value, source, type.GetElementType()!);
        if (type == typeof(string)) return value is Constant { Content: string or null } text ? Real(text.Content) : Fake(Unknowns.Source(source));
        if (type == typeof(ColumnType))
        {
            return value is SqlType known ? new(new ColumnType(known.Sql.Content), known.Sql.IsKnown) : Fake(new ColumnType(Unknowns.Source(source)));
        }

        if (type == typeof(object)) return Any(value, source);
        if (type == typeof((string, object))) return Pair(value, source);
        return value is Constant { Content: var content } ? Number(content, type) : Missing(type);
    }

    private static Known<object?> Array(Value value, IOperation source, Type element)
    {
        if (value is Constant { Content: null }) return Real(null);
        Known<object?>[] items = value is Items { Elements: var elements }
            ? [.. elements.Select((item, at) => Convert(item, Element(source, at), element))]
            : [Convert(Value.Unknown, source, element)];
        var array = System.Array.CreateInstance(element, items.Length);
        for (var at = 0; at < items.Length; at++) array.SetValue(items[at].Content, at);
        return new(array, value is Items && System.Array.TrueForAll(items, item => item.IsKnown));
    }

    /// <summary>A part's own source where it is written out, or else the whole.</summary>
    private static IOperation Element(IOperation whole, int at)
    {
        while (whole is IConversionOperation conversion) whole = conversion.Operand;
        return whole switch
        {
            IArrayCreationOperation { Initializer: { } initializer } when at < initializer.ElementValues.Length => initializer.ElementValues[at],
            ITupleOperation tuple when at < tuple.Elements.Length => tuple.Elements[at],
            IAnonymousObjectCreationOperation anonymous when at < anonymous.Initializers.Length =>
                anonymous.Initializers[at] is ISimpleAssignmentOperation assignment ? assignment.Value : whole,
            _ => whole,
        };
    }

    private static Known<object?> Any(Value value, IOperation source)
    {
        switch (value)
        {
            case Constant constant:
                return Real(constant.Content);
            case SqlValue sql:
                return new(new RawSql(sql.Sql.Content), sql.Sql.IsKnown);
            case Items { Elements: var elements } when elements.All(element => element is Constant { Content: string }):
                return Real(elements.Select(element => (string)((Constant)element).Content!).ToArray());
            case Properties properties:
                var members = properties.Members.Select((member, at) => (member.Key, Value: Any(member.Value, Element(source, at)))).ToList();
                return new(
                    members.Select(member => new KeyValuePair<string, object?>(member.Key, member.Value.Content)).ToList(),
                    members.TrueForAll(member => member.Value.IsKnown));
            default:
                return Fake(new RawSql(Unknowns.Source(source)));
        }
    }

    private static Known<object?> Pair(Value value, IOperation source)
    {
        if (value is not Items { Elements: [var name, var content] }) return Fake((Unknowns.Source(source), (object)new RawSql(Unknowns.Source(source))));
        var any = Any(content, Element(source, 1));
        return name is Constant { Content: string column }
            ? any.As<object?>((column, any.Content))
            : Fake((Unknowns.Source(Element(source, 0)), any.Content));
    }

    private static Known<object?> Number(object? content, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (content is null) return plain == type ? Missing(type) : Real(null);
        try
        {
            return Real(plain.IsEnum ? Enum.ToObject(plain, content)
                : plain.IsInstanceOfType(content) ? content
                : System.Convert.ChangeType(content, plain, CultureInfo.InvariantCulture));
        }
        catch (Exception wrong) when (wrong is InvalidCastException or OverflowException or FormatException or ArgumentException)
        {
            return Missing(type);
        }
    }

    private static Known<object?> Missing(Type type) => Fake(
        type == typeof(string) ? Hole()
        : type.IsArray ? System.Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null);

    private static string Hole() => Model.Operations.Hole.Of(string.Empty);

    private static Known<object?> Real(object? content) => new(content, IsKnown: true);

    private static Known<object?> Fake(object? content) => new(content, IsKnown: false);
}
