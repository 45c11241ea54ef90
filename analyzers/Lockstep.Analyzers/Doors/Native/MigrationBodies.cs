using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>The code of a migration's methods.</summary>
internal sealed class MigrationBodies(INamedTypeSymbol type, KnownTypes types, Func<ISymbol, IOperation?> bodyOf)
{
    private readonly Dictionary<IMethodSymbol, IOperation?> _found = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxTree> _files = [.. FilesOf(type, types)];

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>The method's code; null if it has none that can be read.</summary>
    public IOperation? Of(IMethodSymbol method)
    {
        if (_found.TryGetValue(method, out var known)) return known;
        var body = bodyOf(method) switch
        {
            IMethodBodyOperation { BlockBody: { } block } => block,
            IMethodBodyOperation { ExpressionBody: { } expression } => expression,
            ILocalFunctionOperation { Body: { } block } => block,
            IBlockOperation block => block,
            _ => null,
        };
        _found[method] = body;
        if (body is not null) Note(body);
        foreach (var local in body?.Descendants().OfType<ILocalFunctionOperation>() ?? []) _found[local.Symbol] = local.Body;
        return body;
    }

    /// <summary>What a field is given where it is declared; null if nothing, or it can't be read.</summary>
    public IOperation? Initializer(IFieldSymbol field)
    {
        var value = bodyOf(field);
        if (value is not null) Note(value);
        return value;
    }

    /// <summary>The files that the code stands in, as far as it has been asked for.</summary>
    public IReadOnlyCollection<SyntaxTree> Files => _files;

    /// <summary>Whether nothing but what stands in <see cref="Files"/> says what the code does: no constant from elsewhere, no error.</summary>
    public bool IsClosed { get; private set; } = true;

    /// <summary>Whether the method stands in the class itself.</summary>
    public bool IsOwn(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, type);

    /// <summary>Whether it is the class or one of its bases below <c>Migration</c>.</summary>
    public bool IsInHierarchy(INamedTypeSymbol candidate) =>
        Hierarchy().Any(up => SymbolEqualityComparer.Default.Equals(up.OriginalDefinition, candidate.OriginalDefinition));

    /// <summary>What overrides <c>Up</c> or <c>Down</c>, in the class or the nearest base; null if nothing below <c>Migration</c> does.</summary>
    public IMethodSymbol? Override(string name) => Hierarchy()
        .SelectMany(up => up.GetMembers(name).OfType<IMethodSymbol>())
        .FirstOrDefault(method => method is { IsOverride: true, IsAbstract: false, Parameters.IsEmpty: true });

    /// <summary>What a call of the method runs on this class.</summary>
    public IMethodSymbol Implementation(IMethodSymbol called)
    {
        var method = called.ReducedFrom ?? called;
        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride) return method.PartialImplementationPart ?? method.OriginalDefinition;
        foreach (var candidate in Hierarchy().SelectMany(up => up.GetMembers(method.Name).OfType<IMethodSymbol>()))
        {
            for (var overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden, method)) return candidate;
            }
        }

        return method;
    }

    private IEnumerable<INamedTypeSymbol> Hierarchy()
    {
        for (var up = type; up is not null && !types.IsBaseClass(up); up = up.BaseType) yield return up;
    }

    private static IEnumerable<SyntaxTree> FilesOf(INamedTypeSymbol type, KnownTypes types)
    {
        for (var up = type; up is not null && !types.IsBaseClass(up); up = up.BaseType)
        {
            foreach (var reference in up.DeclaringSyntaxReferences) yield return reference.SyntaxTree;
        }
    }

    private void Note(IOperation body)
    {
        var file = body.Syntax.SyntaxTree;
        _files.Add(file);
        if (!IsClosed) return;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IInvalidOperation || (operation is IFieldReferenceOperation { Field: var field } && !field.DeclaringSyntaxReferences.All(place => place.SyntaxTree == file)))
            {
                IsClosed = false;
                return;
            }
        }
    }
}
