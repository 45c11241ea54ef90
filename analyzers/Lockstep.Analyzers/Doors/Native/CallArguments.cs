using System.Globalization;
using Lockstep.Model;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Reads the arguments of a call by their parameters' names.</summary>
internal readonly struct CallArguments(IInvocationOperation call, Func<IOperation, Value> evaluate)
{
    /// <summary>The argument as written; null if the call does not compile.</summary>
    public IOperation? this[string parameter]
    {
        get
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter?.Name == parameter) return argument.Value;
            }

            return null;
        }
    }

    /// <summary>What the argument's value is known to be.</summary>
    public Value Value(string parameter) => this[parameter] is { } argument ? evaluate(argument) : Native.Value.Unknown;

    /// <summary>A text.</summary>
    public Known<string> Text(string parameter) => AsText(this[parameter]);

    /// <summary>A text that may be left out; null then.</summary>
    public Known<string?> OptionalText(string parameter)
    {
        if (Value(parameter) is Constant { Content: null }) return new(null, IsKnown: true);
        var text = Text(parameter);
        return text.As<string?>(text.Content);
    }

    /// <summary>The name of an object.</summary>
    public Known<QualifiedName> Name(string parameter)
    {
        var text = Text(parameter);
        // What stands in braces is no name to take apart.
        return text.As(text.IsKnown ? QualifiedName.Parse(text.Content) : new QualifiedName(null, text.Content));
    }

    /// <summary>A list of texts: <c>params</c>, an array or a collection expression.</summary>
    public Known<EquatableArray<string>> Texts(string parameter)
    {
        var list = this[parameter];
        while (list is IConversionOperation conversion) list = conversion.Operand;
        IEnumerable<IOperation>? items = list switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } when sizes[0].ConstantValue is { HasValue: true, Value: 0 } => [],
            // Compilers from 4.9 on have an operation for it, which 4.8 does not know; its children are the elements in all of them.
            { Syntax: CollectionExpressionSyntax expression } when expression.Elements.All(element => element is ExpressionElementSyntax) &&
                expression.Elements.Count == list.ChildOperations.Count => list.ChildOperations,
            _ => null,
        };
        if (items is null) return new(EquatableArray.Of(AsText(list).Content), IsKnown: false);

        var texts = items.Select(AsText).ToArray();
        return new(new EquatableArray<string>(texts.Select(text => text.Content)), Array.TrueForAll(texts, text => text.IsKnown));
    }

    /// <summary>A constant as SQL writes it.</summary>
    public Known<string> SqlConstant(string parameter) => Value(parameter) switch
    {
        Constant { Content: string text } => new("'" + text.Replace("'", "''") + "'", IsKnown: true),
        Constant { Content: bool truth } => new(truth ? "true" : "false", IsKnown: true),
        Constant { Content: IFormattable number } => new(number.ToString(null, CultureInfo.InvariantCulture), IsKnown: true),
        _ => new(Source(this[parameter]), IsKnown: false),
    };

    /// <summary>A constant of an enumeration.</summary>
    public Known<T> Enumeration<T>(string parameter)
        where T : struct, Enum =>
        Value(parameter) is Constant { Content: int number } ? new((T)(object)number, IsKnown: true) : new(default, IsKnown: false);

    private Known<string> AsText(IOperation? argument) =>
        argument is not null && evaluate(argument) is Constant { Content: string text }
            ? new(text, IsKnown: true)
            : new(Source(argument), IsKnown: false);

    /// <summary>The argument's source in braces, on one line.</summary>
    internal static string Source(IOperation? argument)
    {
        var source = argument?.Syntax.ToString() ?? string.Empty;
        return "{" + string.Join(" ", source.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)) + "}";
    }
}
