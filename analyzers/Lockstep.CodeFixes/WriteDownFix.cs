using System.Composition;
using Lockstep.CodeFixes.Writing;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Fixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>LS1001 and LS1002: writes Down from what Up does, where there is none, or one that does not lead back.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteDownFix))]
[Shared]
public sealed class WriteDownFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public WriteDownFix()
        : base("LS1001", "Write Down from Up", "LS1002")
    {
    }

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        // What a Down does to rows is more than the schema can tell.
        if (diagnostic.Id == "LS1002" && MigrationScript.Open(source.Lowered.Script.Down).Any(operation => operation is DataStatement or SqlText or UnknownSql)) return null;
        if (source.Method("Up") is not { } up || InverseOfUp.Of(source.Review) is not { Operations.Count: > 0 } inverse ||
            new CSharpWriter(source.TypeName).Write(inverse.Operations) is not { } written)
        {
            return null;
        }

        IReadOnlyList<string> statements = [.. inverse.Losses.Select(loss => "// Not brought back: " + loss + "."), .. written];
        if (source.Method("Down") is { } down) return [Fill(source, down, statements)];
        // A Down in another part of the class, or one that a base class has sealed, is not ours to write.
        return CanOverride(source.Type) ? [new(new(up.Span.End, 0), Method(source, up, statements))] : null;
    }

    private static bool CanOverride(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? up = type; up is not null; up = up.BaseType)
        {
            var down = up.GetMembers("Down").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.IsEmpty);
            if (down is not null) return !SymbolEqualityComparer.Default.Equals(up, type) && !down.IsSealed;
        }

        return false;
    }

    private static string Method(MigrationSource source, MethodDeclarationSyntax up, IReadOnlyList<string> statements)
    {
        var indent = source.Indent(up);
        var head = source.NewLine + source.NewLine + indent + "public override void Down()";
        return up.ExpressionBody is not null && statements.Count == 1
            ? head + " => " + source.Indented(statements[0], indent)
            : head + source.NewLine + source.Block(statements, indent);
    }

    /// <summary>Puts the statements in the place of what the method does now; comments in it stay.</summary>
    private static TextChange Fill(MigrationSource source, MethodDeclarationSyntax down, IReadOnlyList<string> statements)
    {
        var indent = source.Indent(down);
        if (down.Body is not { } body)
        {
            var span = TextSpan.FromBounds(down.ParameterList.Span.End, down.Span.End);
            return statements.Count == 1
                ? new(span, " => " + source.Indented(statements[0], indent))
                : new(span, source.NewLine + source.Block(statements, indent));
        }

        if (body.Statements.Count > 0)
        {
            var inner = source.Indent(body.Statements[0]);
            var place = TextSpan.FromBounds(body.Statements[0].SpanStart, body.Statements.Last().Span.End);
            if (inner.Length > indent.Length) return new(place, source.Lines(statements, inner));
        }
        else if (body.CloseBraceToken.LeadingTrivia.Any(trivia => !string.IsNullOrWhiteSpace(trivia.ToFullString())) &&
            source.Text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart) is var last && last.Start > body.OpenBraceToken.SpanStart)
        {
            var inner = indent + MigrationSource.Unit(indent);
            return new(new(last.Start, 0), inner + source.Lines(statements, inner) + source.NewLine);
        }

        return new(TextSpan.FromBounds(down.ParameterList.Span.End, down.Span.End), source.NewLine + source.Block(statements, indent));
    }
}
