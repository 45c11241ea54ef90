using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Computes with values that are known as the migration would, wherever it runs: nothing here depends on a culture or a clock.</summary>
internal static class Folding
{
    /// <summary>The text of a value in an interpolation or a concatenation; null if it is not known, or another culture may write it otherwise.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A format for numbers; null for none.</param>
    /// <param name="width">The least width, negative to fill up on the right.</param>
    public static string? Text(Value value, string? format = null, int width = 0)
    {
        var text = value switch
        {
            Constant { Content: null } => string.Empty,
            Constant { Content: string content } => content,
            Constant { Content: (char or bool) and var content } => content.ToString(),
            Constant { Content: (int or long or short or byte or uint or ulong or sbyte or ushort) and var content } => Number(content, format),
            _ => null,
        };
        return text is null || width == 0 ? text : width > 0 ? text.PadLeft(width) : text.PadRight(-width);
    }

    /// <summary>A value in another type.</summary>
    public static Value Convert(Value value, ITypeSymbol? type)
    {
        if (value is not Constant { Content: IConvertible and not string and var content }) return value;
        TypeCode? code = type?.SpecialType switch
        {
            SpecialType.System_Byte => TypeCode.Byte,
            SpecialType.System_Int16 => TypeCode.Int16,
            SpecialType.System_Int32 => TypeCode.Int32,
            SpecialType.System_Int64 => TypeCode.Int64,
            SpecialType.System_Decimal => TypeCode.Decimal,
            SpecialType.System_Double => TypeCode.Double,
            _ => null,
        };
        // To narrow is to round or to cut, which C# does in its own way.
        var widens = content is int or long or short or byte && code is TypeCode.Int64 or TypeCode.Decimal or TypeCode.Double or TypeCode.Int32;
        if (code is null) return value;
        if (!widens || (content is long && code == TypeCode.Int32)) return content.GetTypeCode() == code ? value : Value.Unknown;
        return new Constant(System.Convert.ChangeType(content, code.Value, CultureInfo.InvariantCulture));
    }

    /// <summary>What an operator gives.</summary>
    public static Value Binary(BinaryOperatorKind kind, Value left, Value right)
    {
        if (left is not Constant a || right is not Constant b) return Value.Unknown;
        switch (kind)
        {
            case BinaryOperatorKind.Equals when IsPlain(a.Content) && IsPlain(b.Content):
                return new Constant(Equals(a.Content, b.Content));
            case BinaryOperatorKind.NotEquals when IsPlain(a.Content) && IsPlain(b.Content):
                return new Constant(!Equals(a.Content, b.Content));
            case BinaryOperatorKind.ConditionalAnd when a.Content is bool first && b.Content is bool second:
                return new Constant(first && second);
            case BinaryOperatorKind.ConditionalOr when a.Content is bool first && b.Content is bool second:
                return new Constant(first || second);
            case BinaryOperatorKind.Add when a.Content is string || b.Content is string:
                return Text(a) is { } before && Text(b) is { } after ? new Constant(before + after) : Value.Unknown;
        }

        return (a.Content, b.Content) switch
        {
            (int x, int y) => Whole(kind, x, y) switch
            {
                long and (< int.MinValue or > int.MaxValue) => Value.Unknown,
                long number => new Constant((int)number),
                bool truth => new Constant(truth),
                _ => Value.Unknown,
            },
            (long x, long y) => Whole(kind, x, y) is { } result ? new Constant(result) : Value.Unknown,
            _ => Value.Unknown,
        };
    }

    /// <summary>What an operator gives.</summary>
    public static Value Unary(UnaryOperatorKind kind, Value operand) => (kind, operand) switch
    {
        (UnaryOperatorKind.Not, Constant { Content: bool truth }) => new Constant(!truth),
        (UnaryOperatorKind.Minus, Constant { Content: int and > int.MinValue and var number }) => new Constant(-number),
        (UnaryOperatorKind.Minus, Constant { Content: long and > long.MinValue and var number }) => new Constant(-number),
        _ => Value.Unknown,
    };

    /// <summary>An element of a list.</summary>
    public static Value Element(Value list, Value index) =>
        list is Items { Elements: var elements } && index is Constant { Content: int at } && at >= 0 && at < elements.Count ? elements[at] : Value.Unknown;

    /// <summary>Whether <see cref="Call"/> knows the method.</summary>
    public static bool IsPure(IMethodSymbol method) => (method.ContainingType.ToDisplayString(), method.Name) switch
    {
        ("string", "Join" or "Concat" or "ToUpperInvariant" or "ToLowerInvariant" or "Trim" or "Replace" or "PadLeft" or "PadRight") => true,
        ("int" or "long", "ToString") => true,
        ("System.TimeSpan", "FromDays" or "FromHours" or "FromMinutes" or "FromSeconds" or "FromMilliseconds") => true,
        ("System.Guid", "Parse") => true,
        ("System.Linq.Enumerable", "Range" or "ToArray" or "ToList") => true,
        _ => false,
    };

    /// <summary>What a method gives that depends on its arguments alone.</summary>
    public static Value Call(IMethodSymbol method, Value? on, Value[] arguments) => (method.ContainingType.SpecialType, method.Name, on, arguments) switch
    {
        (SpecialType.System_String, "Join", _, [var separator, Items items]) when method.Parameters[0].Type.SpecialType is SpecialType.System_String or SpecialType.System_Char =>
            Text(separator) is { } between ? Joined(between, items.Elements) : Value.Unknown,
        (SpecialType.System_String, "Concat", _, [Items items]) => Joined(string.Empty, items.Elements),
        (SpecialType.System_String, "Concat", _, _) => Joined(string.Empty, arguments),
        (SpecialType.System_String, "ToUpperInvariant", Constant { Content: string text }, []) => new Constant(text.ToUpperInvariant()),
        (SpecialType.System_String, "ToLowerInvariant", Constant { Content: string text }, []) => new Constant(text.ToLowerInvariant()),
        (SpecialType.System_String, "Trim", Constant { Content: string text }, []) => new Constant(text.Trim()),
        (SpecialType.System_String, "Replace", Constant { Content: string text }, [Constant { Content: string { Length: > 0 } old }, Constant { Content: string or null } to]) =>
            new Constant(text.Replace(old, (string?)to.Content)),
        (SpecialType.System_String, "PadLeft", Constant { Content: string text }, [Constant { Content: int and >= 0 and var width }]) => new Constant(text.PadLeft(width)),
        (SpecialType.System_String, "PadLeft", Constant { Content: string text }, [Constant { Content: int and >= 0 and var width }, Constant { Content: char fill }]) => new Constant(text.PadLeft(width, fill)),
        (SpecialType.System_String, "PadRight", Constant { Content: string text }, [Constant { Content: int and >= 0 and var width }]) => new Constant(text.PadRight(width)),
        (SpecialType.System_Int32 or SpecialType.System_Int64, "ToString", { } number, _) => Written(number, method, arguments),
        (_, "Parse", _, [Constant { Content: string text }]) when Guid.TryParse(text, out var id) => new Constant(id),
        (_, "Range", _, [Constant { Content: int first }, Constant { Content: int and >= 0 and <= 256 and var count }]) =>
            new Items([.. Enumerable.Range(first, count).Select(number => new Constant(number))]),
        (_, "ToArray" or "ToList", _, [Items items]) => items,
        (_, _, null, [var amount, ..]) when method.ContainingType.Name == "TimeSpan" => Span(method.Name, amount, arguments),
        _ => Value.Unknown,
    };

    /// <summary>A new value of a type whose values are made of constants; null if the type is none.</summary>
    public static Value? Create(IMethodSymbol constructor, Value[] arguments)
    {
        var numbers = arguments.Select(argument => argument is Constant { Content: int number } ? number : (int?)null).ToArray();
        var isWhole = Array.TrueForAll(numbers, number => number is not null);
        try
        {
            return constructor.ContainingType.ToDisplayString() switch
            {
                "System.Guid" => arguments is [Constant { Content: string text }] ? new Constant(new Guid(text)) : Value.Unknown,
                "System.DateTime" => Moment(constructor, arguments) is { } moment ? new Constant(moment) : Value.Unknown,
                "System.DateTimeOffset" => arguments is [.., Constant { Content: TimeSpan zone }] && Moment(constructor, [.. arguments.Take(arguments.Length - 1)]) is { } moment
                    ? new Constant(new DateTimeOffset(moment, zone))
                    : Value.Unknown,
                "System.TimeSpan" => isWhole && numbers is [{ } hours, { } minutes, { } seconds] ? new Constant(new TimeSpan(hours, minutes, seconds)) : Value.Unknown,
                "System.DateOnly" => isWhole && numbers is [{ } year, { } month, { } day]
                    ? Literal(new DateTime(year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                    : Value.Unknown,
                "System.TimeOnly" => isWhole && numbers is [{ } hour, { } minute, ..] && numbers.Length is 2 or 3
                    ? Literal(new TimeSpan(hour, minute, numbers.Length == 3 ? numbers[2]!.Value : 0).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture))
                    : Value.Unknown,
                _ => null,
            };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            // The migration throws there too.
            return Value.Unknown;
        }
    }

    private static SqlValue Literal(string text) => new(new("'" + text + "'", IsKnown: true));

    private static DateTime? Moment(IMethodSymbol constructor, Value[] arguments)
    {
        var kind = DateTimeKind.Unspecified;
        if (arguments is [_, _, _, _, _, _, Constant { Content: int last }] && constructor.Parameters[6].Type.Name == nameof(DateTimeKind))
        {
            kind = (DateTimeKind)last;
            arguments = [.. arguments.Take(6)];
        }

        var numbers = arguments.Select(argument => argument is Constant { Content: int number } ? number : (int?)null).ToArray();
        return numbers switch
        {
            [{ } year, { } month, { } day] => new DateTime(year, month, day),
            [{ } year, { } month, { } day, { } hour, { } minute, { } second] => new DateTime(year, month, day, hour, minute, second, kind),
            _ => null,
        };
    }

    private static Value Span(string method, Value amount, Value[] arguments)
    {
        // Newer overloads have smaller units behind the first, which stay 0.
        if (amount is not Constant { Content: (int or long or double) and var content } ||
            arguments.Skip(1).Any(more => more is not Constant { Content: 0 or 0L }))
        {
            return Value.Unknown;
        }

        var unit = method switch
        {
            "FromDays" => TimeSpan.TicksPerDay,
            "FromHours" => TimeSpan.TicksPerHour,
            "FromMinutes" => TimeSpan.TicksPerMinute,
            "FromSeconds" => TimeSpan.TicksPerSecond,
            _ => TimeSpan.TicksPerMillisecond,
        };
        var ticks = System.Convert.ToDouble(content, CultureInfo.InvariantCulture) * unit;
        return Math.Abs(ticks) < 1e17 ? new Constant(TimeSpan.FromTicks((long)Math.Round(ticks))) : Value.Unknown;
    }

    private static Value Written(Value number, IMethodSymbol method, Value[] arguments)
    {
        var format = method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..] ? arguments[0] : new Constant(null);
        return format is Constant { Content: (string or null) and var how } && Text(number, (string?)how) is { } text ? new Constant(text) : Value.Unknown;
    }

    private static Value Joined(string between, IEnumerable<Value> items)
    {
        var texts = items.Select(item => Text(item)).ToList();
        return texts.Contains(null) ? Value.Unknown : new Constant(string.Join(between, texts));
    }

    /// <summary>Cultures write a sign and group digits each in their way.</summary>
    private static string? Number(object number, string? format)
    {
        var text = ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);
        if (text[0] == '-') return null;
        if (format is null) return text;
        return format.All(c => c is '0') || (format[0] is 'D' or 'd' or 'X' or 'x' && format.Skip(1).All(char.IsDigit))
            ? ((IFormattable)number).ToString(format, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsPlain(object? content) => content is null or string or bool or int or long or char;

    private static object? Whole(BinaryOperatorKind kind, long x, long y)
    {
        try
        {
            return kind switch
            {
                BinaryOperatorKind.Add => (object)checked(x + y),
                BinaryOperatorKind.Subtract => checked(x - y),
                BinaryOperatorKind.Multiply => checked(x * y),
                BinaryOperatorKind.Divide when y != 0 => x / y,
                BinaryOperatorKind.Remainder when y != 0 => x % y,
                BinaryOperatorKind.LessThan => x < y,
                BinaryOperatorKind.LessThanOrEqual => x <= y,
                BinaryOperatorKind.GreaterThan => x > y,
                BinaryOperatorKind.GreaterThanOrEqual => x >= y,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
