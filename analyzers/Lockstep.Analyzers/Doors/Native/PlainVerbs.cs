using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// The members of <c>Migration</c> and of the builders, as the project's own reference to Lockstep has them, found by their names. Where it takes more
/// than a look at names and literals to tell what C# would call, it does not tell.
/// </summary>
internal sealed class PlainVerbs
{
    private readonly KnownTypes _types;
    private readonly ConcurrentDictionary<(ITypeSymbol Type, string Name), Candidate[]> _candidates = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<ISymbol>> _members = new(StringComparer.Ordinal);

    /// <summary>Of a compilation.</summary>
    public PlainVerbs(KnownTypes types) => _types = types;

    /// <summary>Whether a migration can say <c>NewStep()</c>.</summary>
    public bool HasNewStep => Member("NewStep") is IMethodSymbol { Parameters.IsEmpty: true };

    /// <summary>Whether a migration can say <c>Sql("…")</c>.</summary>
    public bool HasSql => Member("Sql") is IMethodSymbol { Parameters.Length: 1 };

    /// <summary>What a migration's verb such as <c>Create</c> gives; null if there is none of that name.</summary>
    public INamedTypeSymbol? Start(string name) => Member(name) is IPropertySymbol { Type: INamedTypeSymbol type } && _types.IsAuthoring(type) ? type : null;

    /// <summary>The SQL of a type without numbers, such as <c>Text</c>; null if there is none of that name.</summary>
    public string? TypeProperty(string name) => Member(name) is IPropertySymbol && ColumnTypeSql(name) is { } sql ? sql : null;

    /// <summary>The SQL of a type with numbers, such as <c>Varchar(200)</c>; null if there is none of that name, or not with so many.</summary>
    public string? TypeMethod(string name, int[] numbers) =>
        ColumnTypeSql(name) is not null && Members(name).Any(member => member is IMethodSymbol { Parameters: var parameters } && Takes(parameters, numbers.Length))
            ? Model.Operations.ColumnTypes.ToSql(name, numbers)
            : null;

    /// <summary>The one method that C# can mean; null if there are several, or none.</summary>
    /// <param name="type">What it is called on.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">What it is given.</param>
    public IMethodSymbol? Find(INamedTypeSymbol type, string name, PlainArgument[] arguments)
    {
        var candidates = _candidates.GetOrAdd((type, name), static key => [.. Methods(key.Type, key.Name).Select(method => new Candidate(method))]);
        Candidate? found = null;
        var isExact = false;
        foreach (var candidate in candidates)
        {
            if (!candidate.Takes(arguments, out var fillsIn)) continue;
            // C# prefers the one that takes all as it is written.
            if (found is not null && isExact == !fillsIn) return null;
            if (found is not null && isExact) continue;
            (found, isExact) = (candidate, !fillsIn);
        }

        return found?.Method;
    }

    private static string? ColumnTypeSql(string name) => Model.Operations.ColumnTypes.ToSql(name);

    private static bool Takes(ImmutableArray<IParameterSymbol> parameters, int count) => count <= parameters.Length && parameters.Skip(count).All(parameter => parameter.IsOptional);

    private ISymbol? Member(string name) => Members(name) is [var only] ? only : null;

    private ImmutableArray<ISymbol> Members(string name) => _members.GetOrAdd(name, name => _types.Migration!.GetMembers(name));

    private static IEnumerable<IMethodSymbol> Methods(ITypeSymbol type, string name)
    {
        for (var up = type; up is not null; up = up.BaseType)
        {
            foreach (var member in up.GetMembers(name))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsOverride: false } method) yield return method;
            }
        }
    }

    /// <summary>A method that may be meant.</summary>
    private sealed class Candidate(IMethodSymbol method)
    {
        private readonly IParameterSymbol[] _parameters = [.. method.Parameters.Where(parameter => !IsLine(parameter))];

        public IMethodSymbol Method => method;

        /// <summary>Whether it takes the arguments.</summary>
        /// <param name="arguments">What it is given.</param>
        /// <param name="fillsIn">Whether something is filled in: a default, or an array around several.</param>
        public bool Takes(PlainArgument[] arguments, out bool fillsIn)
        {
            fillsIn = false;
            if (method.IsGenericMethod) return false;
            var given = 0;
            for (var at = 0; at < _parameters.Length; at++)
            {
                var parameter = _parameters[at];
                if (parameter.RefKind != RefKind.None) return false;
                if (parameter.IsParams)
                {
                    // The rest, as its elements; they are not named.
                    fillsIn = true;
                    if (parameter.Type is not IArrayTypeSymbol { ElementType: var element }) return false;
                    for (var rest = at; rest < arguments.Length; rest++, given++)
                    {
                        // null alone is no element, but the array itself.
                        if (arguments[rest] is { Name: not null } or { Content: null } || !arguments[rest].Fits(element)) return false;
                    }

                    continue;
                }

                if (PlainArgument.At(arguments, at, parameter.Name) is not { } argument)
                {
                    if (!parameter.IsOptional) return false;
                    fillsIn = true;
                    continue;
                }

                if (!argument.Fits(parameter.Type)) return false;
                given++;
            }

            return given == arguments.Length;
        }

        private static bool IsLine(IParameterSymbol parameter) =>
            parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(CallerLineNumberAttribute));
    }
}
