using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// What the compiler's own means, <c>#pragma warning disable</c> and <c>[SuppressMessage]</c>, silence in a migration. The compiler does it; here is
/// only found out which of them silence nothing.
/// </summary>
internal sealed class CompilerSuppressions
{
    private readonly List<Suppression> _all = [];

    /// <summary>Finds them in and around a class.</summary>
    public CompilerSuppressions(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        AddAttributes(type);
        foreach (var member in type.GetMembers()) AddAttributes(member);
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree.GetRoot(cancellationToken) is { ContainsDirectives: true } root) AddPragmas(root, part.Span);
        }
    }

    /// <summary>Notes that there is a finding.</summary>
    public void Note(RuleInfo rule, Location location)
    {
        foreach (var suppression in _all)
        {
            if (suppression.Rule == rule.Id && suppression.Tree == location.SourceTree && suppression.Silences.Contains(location.SourceSpan.Start)) suppression.Used = true;
        }
    }

    /// <summary>Those that silence nothing, after all findings have been noted.</summary>
    /// <param name="isWanted">Whether what the rule of that id finds is wanted; of the others nothing is known.</param>
    public IEnumerable<(Location Location, string Text)> Unused(Func<string, bool> isWanted)
    {
        foreach (var suppression in _all)
        {
            if (!suppression.Used && isWanted(suppression.Rule)) yield return (Location.Create(suppression.Tree, suppression.Place), suppression.Text);
        }
    }

    private void AddAttributes(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute is not { AttributeClass.Name: "SuppressMessageAttribute", ConstructorArguments: [_, { Value: string check }], ApplicationSyntaxReference: { } reference }) continue;
            // A title may follow: LS2001:Create it concurrently.
            var rule = check.Split(':')[0].Trim();
            foreach (var part in symbol.DeclaringSyntaxReferences)
            {
                // One of several parts has the attribute, and the others have the findings: that can't be told from here.
                if (symbol.DeclaringSyntaxReferences.Length > 1 || part.SyntaxTree != reference.SyntaxTree) return;
                _all.Add(new(rule, "SuppressMessage " + rule, reference.SyntaxTree, reference.Span, part.Span));
            }
        }
    }

    /// <summary>From each directive to the one that takes it back. What reaches into other classes silences perhaps something there.</summary>
    private void AddPragmas(SyntaxNode root, TextSpan type)
    {
        var isAlone = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<TypeDeclarationSyntax>().Take(2).Count() == 1;
        var open = new List<Suppression>();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is not PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma) continue;
            var isDisable = pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);
            // Without an id it is about all warnings.
            if (pragma.ErrorCodes.Count == 0 && !isDisable) Close(open, _ => true, pragma.SpanStart);
            foreach (var code in pragma.ErrorCodes)
            {
                var rule = code.ToString();
                if (isDisable) open.Add(new(rule, "#pragma warning disable " + rule, root.SyntaxTree, code.Span, TextSpan.FromBounds(pragma.Span.End, root.FullSpan.End)));
                else Close(open, other => other.Rule == rule, pragma.SpanStart);
            }
        }

        Close(open, _ => true, root.FullSpan.End);

        void Close(List<Suppression> those, Predicate<Suppression> which, int end)
        {
            foreach (var suppression in those.FindAll(which))
            {
                suppression.Silences = TextSpan.FromBounds(suppression.Silences.Start, end);
                if (isAlone || type.Contains(suppression.Silences)) _all.Add(suppression);
            }

            those.RemoveAll(which);
        }
    }

    private sealed class Suppression(string rule, string text, SyntaxTree tree, TextSpan place, TextSpan silences)
    {
        public string Rule => rule;

        public string Text => text;

        public SyntaxTree Tree => tree;

        public TextSpan Place => place;

        public TextSpan Silences { get; set; } = silences;

        public bool Used { get; set; }
    }
}
