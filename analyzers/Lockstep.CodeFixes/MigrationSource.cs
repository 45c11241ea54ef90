using Lockstep.Analyzers.Doors.Native;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>A migration in the document that is to be fixed: its source and what it does.</summary>
internal sealed class MigrationSource
{
    private MigrationSource(
        SemanticModel model, ClassDeclarationSyntax declaration, INamedTypeSymbol type, KnownTypes types, LoweredMigration lowered)
    {
        Model = model;
        Declaration = declaration;
        Type = type;
        Types = types;
        Lowered = lowered;
        Text = declaration.SyntaxTree.GetText();
    }

    public SemanticModel Model { get; }

    public ClassDeclarationSyntax Declaration { get; }

    public INamedTypeSymbol Type { get; }

    public KnownTypes Types { get; }

    public LoweredMigration Lowered { get; }

    public SourceText Text { get; }

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

        var lowered = MigrationIndex.Of(model.Compilation, types, document.Project.AnalyzerOptions).Lower(type, cancellationToken);
        return new(model, declaration, type, types, lowered);
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

    /// <summary>The white space at the start of the line on which a node begins.</summary>
    public string Indent(SyntaxNode node)
    {
        var line = Text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
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
