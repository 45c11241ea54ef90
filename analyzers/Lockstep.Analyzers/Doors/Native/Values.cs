using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What the lowering knows of an expression's value.</summary>
internal abstract record Value
{
    /// <summary>Nothing is known.</summary>
    public static Value Unknown { get; } = new UnknownValue();

    private sealed record UnknownValue : Value;
}

/// <summary>A constant of C#.</summary>
internal sealed record Constant(object? Content) : Value;

/// <summary>A verb: <c>Create</c>, <c>Alter</c>, …</summary>
internal sealed record Verb(string Name) : Value;

/// <summary><c>Alter.Table(…)</c>, of which it is still to be said what changes.</summary>
internal sealed record AlteredTable(Known<QualifiedName> Table) : Value;

/// <summary><c>Create.Index(…)</c> before <c>On</c>.</summary>
internal sealed record IndexToBe(Known<string> Name) : Value;

/// <summary><c>Create.Partition(…)</c> before <c>Of</c>.</summary>
internal sealed record PartitionToBe(Known<QualifiedName> Name) : Value;

/// <summary>The builder of an operation that was noted.</summary>
internal sealed record Noted(int At) : Value;

/// <summary>A <c>ColumnType</c>.</summary>
internal sealed record SqlType(Known<string> Sql) : Value;

/// <summary>Something that a verb was told, and whether it is the real thing or only its source in braces.</summary>
internal readonly record struct Known<T>(T Content, bool IsKnown)
{
    /// <summary>The same with another content.</summary>
    public Known<TOther> As<TOther>(TOther content) => new(content, IsKnown);
}

/// <summary>Where noted operations are said to stand: in the class itself, or at the call of what stands elsewhere.</summary>
internal sealed record Place(SyntaxTree Tree, Microsoft.CodeAnalysis.Text.TextSpan Span);
