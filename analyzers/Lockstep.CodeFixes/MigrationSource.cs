using Lockstep.Analyzers.Doors;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>A migration in the document that is to be fixed: its source and what it does.</summary>
internal sealed class MigrationSource
{
    private readonly Lazy<MigrationReview> _review;

    private MigrationSource(
        MigrationIndex index,
        SemanticModel model, ClassDeclarationSyntax declaration, INamedTypeSymbol type, KnownTypes types, LoweredMigration lowered, Lazy<MigrationReview> review)
    {
        _review = review;
        Index = index;
        Model = model;
        Declaration = declaration;
        Type = type;
        Types = types;
        Lowered = lowered;
        Text = declaration.SyntaxTree.GetText();
    }

    /// <summary>The migrations of the project.</summary>
    public MigrationIndex Index { get; }

    public SemanticModel Model { get; }

    public ClassDeclarationSyntax Declaration { get; }

    public INamedTypeSymbol Type { get; }

    public KnownTypes Types { get; }

    public LoweredMigration Lowered { get; }

    public SourceText Text { get; }

    /// <summary>The migration in the light of those before it, as the analyzer judges it.</summary>
    public MigrationReview Review => _review.Value;

    /// <summary>The line end that the file uses.</summary>
    public string NewLine => Text.Lines[0] is var line && line.EndIncludingLineBreak - line.End == 2 ? "\r\n" : "\n";

    /// <summary>The migration around a place; null if there is none.</summary>
    public static async Task<MigrationSource?> FindAsync(Document document, TextSpan place, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(place).FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration || model is null ||
            model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type || KnownTypes.Find(model.Compilation) is not { } types)
        {
            return null;
        }

        var options = document.Project.AnalyzerOptions;
        var index = MigrationIndex.Of(model.Compilation, types, options);
        var lowered = index.Lower(type, cancellationToken);
        return new(index, model, declaration, type, types, lowered, new(() =>
            index.Review(lowered.Script, ReviewOptions.Of(declaration.SyntaxTree, options), cancellationToken)));
    }

    /// <summary>The place of an operation in this document; null if it stands elsewhere.</summary>
    public TextSpan? SpanOf(Operation operation) =>
        Lowered.Sources.Find(operation.Origin) is { } location && location.SourceTree == Declaration.SyntaxTree ? location.SourceSpan : null;

    /// <summary>The operation at a place, and the direction's operations among which it stands.</summary>
    public (EquatableArray<Operation> Among, int At, Operation Operation)? OperationAt(TextSpan place) =>
        OperationAt(Lowered.Script.Up, place) ?? OperationAt(Lowered.Script.Down, place);

    /// <summary>The override of that name that the class has in this document; null if it has none.</summary>
    public MethodDeclarationSyntax? Method(string name) => Declaration.Members
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault(method =>
            method.Identifier.ValueText == name &&
            method.ParameterList.Parameters.Count == 0 &&
            method.Modifiers.Any(SyntaxKind.OverrideKeyword));

    /// <summary>How a type is called in the class: without its namespace if that is imported.</summary>
    public string TypeName(string wholeName)
    {
        var dot = wholeName.LastIndexOf('.');
        var name = wholeName.Substring(dot + 1);
        var isKnown = Model.LookupNamespacesAndTypes(Declaration.OpenBraceToken.Span.End, name: name)
            .Any(type => type is INamedTypeSymbol && type.ToDisplayString() == wholeName);
        return isKnown ? name : wholeName;
    }

    /// <summary>The white space at the start of the line on which a node begins.</summary>
    public string Indent(SyntaxNode node) => Indent(node.SpanStart);

    /// <summary>The white space at the start of the line on which a place is.</summary>
    public string Indent(int position)
    {
        var line = Text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Whether nothing but white space stands before a place on its line.</summary>
    public bool BeginsLine(int position) => Indent(position).Length == position - Text.Lines.GetLineFromPosition(position).Start;

    /// <summary>One step in from that white space.</summary>
    public static string Unit(string indent) => indent.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";

    /// <summary>A statement whose lines after the first one stand where it begins, with the file's line ends.</summary>
    public string Indented(string statement, string indent) =>
        string.Join(NewLine, statement.Split('\n').Select((line, at) => at == 0 || line.Length == 0 ? line : indent + line));

    /// <summary>Statements one under the other; the first one begins where the text goes.</summary>
    public string Lines(IReadOnlyList<string> statements, string indent) =>
        string.Join(NewLine + indent, statements.Select(statement => Indented(statement, indent)));

    /// <summary>Statements between braces.</summary>
    public string Block(IReadOnlyList<string> statements, string indent)
    {
        var inner = indent + Unit(indent);
        return indent + "{" + NewLine + inner + Lines(statements, inner) + NewLine + indent + "}";
    }

    private (EquatableArray<Operation> Among, int At, Operation Operation)? OperationAt(EquatableArray<Operation> operations, TextSpan place)
    {
        for (var at = 0; at < operations.Count; at++)
        {
            IEnumerable<Operation> here = operations[at] is SqlText text ? text.Meaning.Append(text) : [operations[at]];
            foreach (var operation in here)
            {
                if (SpanOf(operation) == place) return (operations, at, operation);
            }
        }

        return null;
    }
}
