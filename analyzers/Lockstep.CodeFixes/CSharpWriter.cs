using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis.CSharp;

namespace Lockstep.CodeFixes;

/// <summary>Operations to statements of the authoring API.</summary>
internal static class CSharpWriter
{
    /// <summary>The statement with its semicolon; null if the API has no verb for it.</summary>
    public static string? Write(Operation operation) => operation switch
    {
        { Incomplete: true } => null,
        DropTable drop =>
            "Drop.Table(" + Literal(Authored(drop.Table)) + ")" + If(drop.IfExists, ".IfExists()") + If(drop.Cascade, ".Cascade()") + ";",
        DropIndex { Cascade: false } drop =>
            "Drop.Index(" + Literal(Authored(drop.Index)) + ")" + If(drop.Concurrently, ".Concurrently()") + If(drop.IfExists, ".IfExists()") + ";",
        DropColumn { Cascade: false, IfExists: false } drop =>
            "Alter.Table(" + Literal(Authored(drop.Table)) + ").DropColumn(" + Literal(drop.Column) + ");",
        _ => null,
    };

    /// <summary>The name as authors write it in C#, so that <see cref="QualifiedName.Parse"/> gives it back.</summary>
    public static string Authored(QualifiedName name) =>
        name.Schema is { } schema ? Part(schema) + "." + Part(name.Name) : Part(name.Name);

    /// <summary>A text as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Part(string part) =>
        part.IndexOf('.') >= 0 || part.StartsWith("\"", StringComparison.Ordinal) ? "\"" + part.Replace("\"", "\"\"") + "\"" : part;

    private static string If(bool condition, string text) => condition ? text : string.Empty;
}
