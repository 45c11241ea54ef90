using Lockstep.CodeFixes.Writing;
using Lockstep.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>Changes that several fixes make.</summary>
internal static class Edits
{
    /// <summary>Takes a statement out, with its lines if nothing else stands on them.</summary>
    public static TextChange Remove(StatementSyntax statement, SourceText text)
    {
        // if (x) statement;
        if (statement.Parent is not BlockSyntax) return new(statement.Span, "{ }");
        return new(WholeLines(statement.Span, text), string.Empty);
    }

    /// <summary>The span with the white space and line break around it if it fills its lines; otherwise with the blanks behind it.</summary>
    public static TextSpan WholeLines(TextSpan span, SourceText text)
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        if (IsBlank(text, first.Start, span.Start) && IsBlank(text, span.End, last.End))
        {
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        }

        var end = span.End;
        while (end < text.Length && text[end] == ' ') end++;
        return TextSpan.FromBounds(span.Start, end);
    }

    /// <summary>Takes <c>SingleTransaction = true</c> out of the class's attribute; null if it does not say so in this document.</summary>
    public static TextChange? RemoveSingleTransaction(MigrationSource source)
    {
        if (source.Types.MigrationOf(source.Type) is not { ApplicationSyntaxReference: { } reference } attribute ||
            MigrationShape.Property(attribute, "SingleTransaction") is not true ||
            reference.SyntaxTree != source.Declaration.SyntaxTree ||
            reference.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            return null;
        }

        for (var at = 1; at < arguments.Count; at++)
        {
            if (arguments[at].NameEquals?.Name.Identifier.ValueText != "SingleTransaction") continue;
            return new(TextSpan.FromBounds(arguments.GetSeparator(at - 1).SpanStart, arguments[at].Span.End), string.Empty);
        }

        return null;
    }

    /// <summary>
    /// The string literal in which the place stands; null if the place is no part of one (it is an argument as a whole, or C#).
    /// </summary>
    public static LiteralExpressionSyntax? LiteralAround(MigrationSource source, TextSpan place)
    {
        var token = source.Declaration.FindToken(place.Start);
        return token.Parent is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) &&
            token.SpanStart < place.Start && place.End < token.Span.End
            ? literal
            : null;
    }

    /// <summary>Declares a column or table deprecated; null if the class does so already.</summary>
    public static TextChange? Deprecates(MigrationSource source, string column)
    {
        if (source.Types.DeprecatedBy(source.Type).Contains(column, StringComparer.Ordinal)) return null;
        var declaration = source.Declaration;
        var isImported = source.Model.LookupNamespacesAndTypes(declaration.SpanStart, name: "DeprecatesAttribute").Length > 0;
        var attribute = (isImported ? "[Deprecates(" : "[Lockstep.Deprecates(") + CSharpText.Literal(column) + ")]";
        var newLine = source.NewLine + source.Indent(declaration);
        return declaration.AttributeLists.Count > 0
            ? new(new(declaration.AttributeLists.Last().Span.End, 0), newLine + attribute)
            : new(new(declaration.SpanStart, 0), attribute + newLine);
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));
}
