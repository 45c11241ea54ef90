using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Finds the code of what stands outside the method bodies of the class that is analysed: a base class's, an extension's, a field's value.</summary>
internal static class SourceBodies
{
    /// <summary>The method's code, or the value that a field is declared with; null if there is none, or it comes from a compiled assembly.</summary>
    public static IOperation? Find(ISymbol symbol, Compilation compilation, CancellationToken cancellationToken)
    {
        var reference = symbol.DeclaringSyntaxReferences.FirstOrDefault();
        if (reference is null || !compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
#pragma warning disable RS1030 // The compiler hands an analyzer the code of one class at a time; helpers outside it are rare and small.
        var model = compilation.GetSemanticModel(reference.SyntaxTree);
#pragma warning restore RS1030
        SyntaxNode? code = reference.GetSyntax(cancellationToken);
        if (code is VariableDeclaratorSyntax field) code = field.Initializer?.Value;
        return code is null ? null : model.GetOperation(code, cancellationToken);
    }
}
