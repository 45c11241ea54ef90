using System.Composition;
using Lockstep.CodeFixes.Forms;
using Lockstep.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>LS1003: gives the migration the next free version. Which of the two that is to be, somebody has to decide.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NextVersionFix))]
[Shared]
public sealed class NextVersionFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public NextVersionFix()
        : base("LS1003", "Give it the next free version")
    {
    }

    /// <summary>None: both would be moved.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        if (source.Types.MigrationOf(source.Type)?.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: [var version, ..] } ||
            version.SyntaxTree != source.Declaration.SyntaxTree || version.NameEquals is not null)
        {
            return null;
        }

        var next = VersionStyle.Next(source.Index.Versions(CancellationToken.None));
        return [new(version.Expression.Span, VersionStyle.Literal(next, version.Expression.ToString()))];
    }
}

/// <summary>LS1005: adds [Migration], with the next free version and the class's name in words.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAttributeFix))]
[Shared]
public sealed class AddAttributeFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public AddAttributeFix()
        : base("LS1005", "Add [Migration]")
    {
    }

    /// <summary>None: each has to have a version of its own, and in which order they are to run nobody can tell.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        if (source.Types.MigrationOf(source.Type) is not null) return null;
        var declaration = source.Declaration;
        const string suffix = "Attribute";
        var attribute = source.TypeName("Lockstep.MigrationAttribute");
        var next = VersionStyle.Next(source.Index.Versions(CancellationToken.None));
        var text = "[" + attribute.Substring(0, attribute.Length - suffix.Length) + "(" + VersionStyle.Literal(next, string.Empty) + ", " +
            CSharpText.Literal(MigrationNames.Words(source.Type.Name)) + ")]" + source.NewLine + source.Indent(declaration);
        return [new(new(declaration.SpanStart, 0), text)];
    }
}

/// <summary>LS1015: says in a comment what the migration's name says already. A ticket nobody can make up.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DescribeFix))]
[Shared]
public sealed class DescribeFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public DescribeFix()
        : base("LS1015", "Describe it by its name")
    {
    }

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        var (said, wanted) = (source.Lowered.Script.Documentation, source.Review.Options.RequiredDocumentation);
        if (source.Types.MigrationOf(source.Type)?.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments } attribute ||
            attribute.SyntaxTree != source.Declaration.SyntaxTree)
        {
            return null;
        }

        var changes = new List<TextChange>();
        var description = said.Description.Trim().Length > 0 ? said.Description.Trim() : MigrationNames.Words(source.Type.Name);
        if (wanted.Contains("description") && said.Description.Trim().Length == 0 && arguments is [_, { NameEquals: null, Expression: LiteralExpressionSyntax name }, ..])
        {
            changes.Add(new(name.Span, CSharpText.Literal(description)));
        }

        if (wanted.Contains("purpose") && said.Purpose.Trim().Length == 0)
        {
            var text = "/// <summary>" + CSharpText.Xml(description.TrimEnd('.')) + ".</summary>" + source.NewLine + source.Indent(source.Declaration);
            changes.Add(new(new(source.Declaration.SpanStart, 0), text));
        }

        return changes;
    }
}
