using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>An argument that says in itself what it is.</summary>
/// <param name="Name">The parameter's name, if it is given by name.</param>
/// <param name="Content">A literal's value, a <see cref="ColumnType"/>, a <see cref="RawSql"/>, or an <see cref="EnumMember"/>.</param>
internal readonly record struct PlainArgument(string? Name, object? Content)
{
    /// <summary>The argument for a parameter: the one of its name, or the one without a name at its place.</summary>
    public static PlainArgument? At(PlainArgument[] arguments, int position, string parameter)
    {
        if (position < arguments.Length && arguments[position].Name is null) return arguments[position];
        foreach (var argument in arguments)
        {
            if (argument.Name == parameter) return argument;
        }

        return null;
    }

    /// <summary>Whether C# surely takes it for a parameter of the type.</summary>
    public bool Fits(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }) return Content is not null && Fits(inner);
        if (type.SpecialType == SpecialType.System_Object) return Content is not EnumMember and not ColumnType;
        return Content switch
        {
            null => type.SpecialType == SpecialType.System_String,
            string => type.SpecialType == SpecialType.System_String,
            bool => type.SpecialType == SpecialType.System_Boolean,
            int => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64,
            long => type.SpecialType == SpecialType.System_Int64,
            ColumnType => type.Name == nameof(ColumnType),
            RawSql => type.Name == nameof(RawSql),
            EnumMember member => type.TypeKind == TypeKind.Enum && type.Name == member.Type && !type.GetMembers(member.Name).IsEmpty,
            _ => false,
        };
    }
}

/// <summary>A member of an enum that is named with it.</summary>
internal sealed record EnumMember(string Type, string Name);

/// <summary>Reads arguments.</summary>
internal static class PlainArguments
{
    /// <summary>The arguments as they are written; null if one is not plain.</summary>
    public static PlainArgument[]? Read(ArgumentListSyntax list, PlainVerbs verbs)
    {
        if (list.Arguments.Count == 0) return [];
        var arguments = new PlainArgument[list.Arguments.Count];
        for (var at = 0; at < arguments.Length; at++)
        {
            var argument = list.Arguments[at];
            if (!argument.RefKindKeyword.IsKind(SyntaxKind.None) || !TryRead(argument.Expression, verbs, out var content)) return null;
            arguments[at] = new(argument.NameColon?.Name.Identifier.ValueText, content);
        }

        return arguments;
    }

    /// <summary>What a verb is called with; null if an argument can't be turned into what the verb takes.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="arguments">The arguments that it takes.</param>
    public static object?[]? For(VerbMethod method, PlainArgument[] arguments)
    {
        var values = new object?[method.Parameters.Length];
        for (var at = 0; at < values.Length; at++)
        {
            var parameter = method.Parameters[at];
            if (at == method.Line) continue;
            var type = parameter.ParameterType;
            if (type.IsArray && method.IsParams(at))
            {
                var rest = Math.Max(0, arguments.Length - at);
                var array = Array.CreateInstance(type.GetElementType()!, rest);
                for (var i = 0; i < rest; i++)
                {
                    if (!TryConvert(arguments[at + i].Content, type.GetElementType()!, out var item)) return null;
                    array.SetValue(item, i);
                }

                values[at] = array;
            }
            else if (PlainArgument.At(arguments, at, parameter.Name!) is { } argument)
            {
                if (!TryConvert(argument.Content, type, out values[at])) return null;
            }
            else
            {
                values[at] = parameter.DefaultValue;
            }
        }

        return values;
    }

    private static bool TryConvert(object? content, Type type, out object? value)
    {
        value = content;
        if (content is null) return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (content is EnumMember member)
        {
            value = type.IsEnum && Enum.IsDefined(type, member.Name) ? Enum.Parse(type, member.Name) : null;
            return value is not null;
        }

        if (type.IsInstanceOfType(content)) return true;
        if (content is not int || type != typeof(long)) return false;
        value = Convert.ToInt64(content, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool TryRead(ExpressionSyntax expression, PlainVerbs verbs, out object? content)
    {
        content = null;
        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression):
                return true;
            case LiteralExpressionSyntax { Token.Value: (string or int or long or bool) and var value }:
                content = value;
                return true;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: int number } }:
                content = -number;
                return true;
            case IdentifierNameSyntax name:
                content = verbs.TypeProperty(name.Identifier.ValueText) is { } sql ? new ColumnType(sql) : null;
                return content is not null;
            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax name, ArgumentList: var list }:
                content = Call(name.Identifier.ValueText, list, verbs);
                return content is not null;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type, Name: IdentifierNameSyntax member }:
                content = new EnumMember(type.Identifier.ValueText, member.Identifier.ValueText);
                return true;
            default:
                return false;
        }
    }

    private static object? Call(string name, ArgumentListSyntax list, PlainVerbs verbs)
    {
        if (list.Arguments.Any(argument => argument.NameColon is not null || argument.Expression is not LiteralExpressionSyntax)) return null;
        var literals = list.Arguments.Select(argument => ((LiteralExpressionSyntax)argument.Expression).Token.Value).ToArray();
        if (name == "Sql") return verbs.HasSql && literals is [string sql] ? new RawSql(sql) : null;
        if (!Array.TrueForAll(literals, literal => literal is int)) return null;
        return verbs.TypeMethod(name, [.. literals.Cast<int>()]) is { } type ? new ColumnType(type) : null;
    }
}
