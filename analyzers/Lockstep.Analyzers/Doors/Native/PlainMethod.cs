using Lockstep.Authoring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// Reads a method that is nothing but chains of verbs with literals, as most migrations are, without asking the compiler to bind it: binding each
/// method a second time would cost more than all rules together. It gives what <see cref="BodyLowering"/> gives, or nothing, where a word might
/// mean something else than it seems to.
/// </summary>
internal sealed class PlainMethod
{
    private readonly PlainVerbs _verbs;
    private readonly OperationList _operations;
    private readonly SourceMap _sources;

    private PlainMethod(PlainVerbs verbs, SourceMap sources)
    {
        _verbs = verbs;
        _sources = sources;
        _operations = new(sources, static _ => Value.Unknown);
    }

    /// <summary>What the method does; null if only the compiler can tell.</summary>
    /// <param name="method">The method, of a class that <see cref="IsPlainClass"/>.</param>
    /// <param name="verbs">The verbs.</param>
    /// <param name="sources">Makes origins.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LoweredMethod? Lower(MethodDeclarationSyntax method, PlainVerbs verbs, SourceMap sources, CancellationToken cancellationToken)
    {
        var reader = new PlainMethod(verbs, sources);
        var isEmpty = true;
        if (method.ExpressionBody is { } arrow)
        {
            isEmpty = false;
            if (!reader.Statement(arrow.Expression)) return null;
        }

        foreach (var statement in method.Body?.Statements ?? default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (statement is EmptyStatementSyntax) continue;
            isEmpty = false;
            if (statement is not ExpressionStatementSyntax { Expression: var expression } || !reader.Statement(expression)) return null;
        }

        return new([.. reader._operations.Finish()], reader._operations.Misuses, isEmpty);
    }

    /// <summary>
    /// Whether the names in the class's methods can only mean members of <c>Migration</c>: it derives from nothing else, and declares nothing but
    /// <c>Up</c> and <c>Down</c> itself. Members come before whatever stands around the class.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="types">The API.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Its declaration; null if it is not plain.</returns>
    public static ClassDeclarationSyntax? IsPlainClass(INamedTypeSymbol type, KnownTypes types, CancellationToken cancellationToken)
    {
        if (!types.IsBaseClass(type.BaseType) || type.IsGenericType || type.DeclaringSyntaxReferences is not [var only]) return null;
        if (only.GetSyntax(cancellationToken) is not ClassDeclarationSyntax { ParameterList: null } declaration) return null;
        foreach (var modifier in declaration.Modifiers)
        {
            if (modifier.IsKind(SyntaxKind.PartialKeyword) || modifier.IsKind(SyntaxKind.AbstractKeyword)) return null;
        }

        foreach (var member in declaration.Members)
        {
            if (member is not MethodDeclarationSyntax { TypeParameterList: null, ParameterList.Parameters.Count: 0, Identifier.ValueText: "Up" or "Down" } method ||
                !method.Modifiers.Any(SyntaxKind.OverrideKeyword) ||
                method.ContainsDiagnostics)
            {
                return null;
            }
        }

        return declaration;
    }

    private bool Statement(ExpressionSyntax expression)
    {
        if (expression is not InvocationExpressionSyntax call) return false;
        if (call is { Expression: IdentifierNameSyntax { Identifier.ValueText: "NewStep" }, ArgumentList.Arguments.Count: 0 })
        {
            if (!_verbs.HasNewStep) return false;
            _operations.NewStep();
            return true;
        }

        var before = _operations.Unfinished;
        if (Chain(call) is null) return false;
        _operations.Refuse(before);
        return true;
    }

    /// <summary>A chain of calls up to this one; null if it is not plain.</summary>
    private (Value Value, ITypeSymbol Type)? Chain(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax name } access) return null;
        var on = access.Expression switch
        {
            InvocationExpressionSyntax inner => Chain(inner),
            IdentifierNameSyntax start when _verbs.Start(start.Identifier.ValueText) is { } verb => (_operations.Start(verb.Name), verb),
            _ => null,
        };
        if (on is not (Builder builder, INamedTypeSymbol type)) return null;

        if (builder.Instance is Execute && name.Identifier.ValueText == "Sql") return Sql(call, type);
        if (PlainArguments.Read(call.ArgumentList, _verbs) is not { } arguments || _verbs.Find(type, name.Identifier.ValueText, arguments) is not { } verb2) return null;
        if (AuthoringApi.Find(builder.Instance.GetType(), verb2) is not { } method || PlainArguments.For(method, arguments) is not { } values) return null;

        var place = new Place(call.SyntaxTree, call.Span);
        var own = new Place(call.SyntaxTree, TextSpan.FromBounds(name.SpanStart, call.Span.End));
        return (_operations.Call(builder, method, values, call, place, own), verb2.ReturnType);
    }

    private (Value Value, ITypeSymbol Type)? Sql(InvocationExpressionSyntax call, INamedTypeSymbol type)
    {
        if (call.ArgumentList.Arguments is not [{ NameColon: null, RefKindKeyword.RawKind: 0, Expression: LiteralExpressionSyntax { Token.Value: string sql } literal }]) return null;
        if (PlainArguments.Read(call.ArgumentList, _verbs) is not { } arguments || _verbs.Find(type, "Sql", arguments) is not { } method) return null;
        foreach (var statement in SqlArgument.Read(sql, literal, elsewhere: null, isElsewhere: false, _sources)) _operations.Add(statement);
        return (Value.Unknown, method.ReturnType);
    }
}

/// <summary>What a method does.</summary>
/// <param name="Operations">Its operations.</param>
/// <param name="Misuses">The verbs that it uses wrongly.</param>
/// <param name="IsEmpty">Whether nothing stands in it.</param>
internal sealed record LoweredMethod(Model.Operations.Operation[] Operations, IReadOnlyList<Misuse> Misuses, bool IsEmpty);
