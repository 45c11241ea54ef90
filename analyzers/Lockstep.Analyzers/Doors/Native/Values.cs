using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What the lowering knows of an expression's value.</summary>
internal abstract record Value
{
    /// <summary>Nothing is known.</summary>
    public static Value Unknown { get; } = new UnknownValue();

    private sealed record UnknownValue : Value;
}

/// <summary>A value of C# that is the same whenever the migration runs.</summary>
internal sealed record Constant(object? Content) : Value;

/// <summary>The elements of an array or tuple, each known or not.</summary>
internal sealed record Items(IReadOnlyList<Value> Elements) : Value;

/// <summary>The properties of an anonymous object.</summary>
internal sealed record Properties(IReadOnlyList<KeyValuePair<string, Value>> Members) : Value;

/// <summary>A verb or builder of the authoring API, as the recorder at run time would hold it.</summary>
/// <param name="Instance">The builder.</param>
/// <param name="IsKnown">Whether all is known that it was told and has not noted yet.</param>
/// <param name="HasNoted">Whether its chain has noted an operation already.</param>
internal sealed record Builder(object Instance, bool IsKnown, bool HasNoted) : Value;

/// <summary>A <c>ColumnType</c>.</summary>
internal sealed record SqlType(Known<string> Sql) : Value;

/// <summary>An <c>RawSql</c>.</summary>
internal sealed record SqlValue(Known<string> Sql) : Value;

/// <summary>Something that a verb was told, and whether it is the real thing or only its source in braces.</summary>
internal readonly record struct Known<T>(T Content, bool IsKnown)
{
    /// <summary>The same with another content.</summary>
    public Known<TOther> As<TOther>(TOther content) => new(content, IsKnown);
}

/// <summary>Where noted operations are said to stand: in the class itself, or at the call of what stands elsewhere.</summary>
internal sealed record Place(SyntaxTree Tree, Microsoft.CodeAnalysis.Text.TextSpan Span);

/// <summary>What is unknown, in words.</summary>
internal static class Unknowns
{
    /// <summary>A hole with the expression's source on one line.</summary>
    public static string Source(IOperation? expression)
    {
        var source = expression?.Syntax.ToString() ?? string.Empty;
        return Hole.Of(string.Join(" ", source.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }
}
