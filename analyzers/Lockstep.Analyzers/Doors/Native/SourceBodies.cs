using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Finds the code of methods that stand outside the class that is analysed: a base class's, an extension's.</summary>
internal static class SourceBodies
{
    /// <summary>The method's code; null if it comes from a compiled assembly.</summary>
    public static IOperation? Find(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var reference = method.DeclaringSyntaxReferences.FirstOrDefault();
        if (reference is null || !compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
#pragma warning disable RS1030 // The compiler hands an analyzer the code of one class at a time; helpers outside it are rare and small.
        var model = compilation.GetSemanticModel(reference.SyntaxTree);
#pragma warning restore RS1030
        return model.GetOperation(reference.GetSyntax(cancellationToken), cancellationToken);
    }
}
