using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Lockstep.Authoring;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A method of the authoring API.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Line">Which of them the compiler fills in with the line; -1 if none.</param>
internal sealed record VerbMethod(MethodInfo Method, ParameterInfo[] Parameters, int Line)
{
    private readonly bool _takesRest = Parameters.Length > 0 && Parameters[Parameters.Length - 1].IsDefined(typeof(ParamArrayAttribute), inherit: false);

    /// <summary>Whether the parameter takes the rest of the arguments.</summary>
    public bool IsParams(int position) => _takesRest && position == Parameters.Length - 1;

    /// <summary>Looks at a method once.</summary>
    public static VerbMethod Of(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return new(method, parameters, Array.FindIndex(parameters, parameter => parameter.IsDefined(typeof(CallerLineNumberAttribute), inherit: false)));
    }
}

/// <summary>
/// The verbs of the authoring API as they are compiled into the analyzers. What a verb means is written once, in the verb: at compile time
/// the analyzers call it with what they read, as the migration does at run time.
/// </summary>
internal static class AuthoringApi
{
    private static readonly ConcurrentDictionary<string, ConstructorInfo?> Starts = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<(Type Type, string Method), VerbMethod[]> Methods = new();

    /// <summary>A verb that a migration starts with, such as <c>Create</c>; null if there is none of that name.</summary>
    public static object? Start(string verb, OperationRecorder recorder) => Starts
        .GetOrAdd(verb, static verb =>
            typeof(OperationRecorder).Assembly.GetType(typeof(OperationRecorder).Namespace + "." + verb) is { IsValueType: true, IsPublic: true } type
                ? type.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, null, [typeof(OperationRecorder)], null)
                : null)
        ?.Invoke([recorder]);

    /// <summary>The method that a call calls; null if these analyzers are too old to know it.</summary>
    public static VerbMethod? Find(Type on, IMethodSymbol called)
    {
        var candidates = Methods.GetOrAdd(
            (on, called.Name),
            static key => [.. key.Type.GetMethods(BindingFlags.Instance | BindingFlags.Public).Where(method => method.Name == key.Method).Select(VerbMethod.Of)]);
        return Array.Find(candidates, candidate => IsSame(candidate.Parameters, called));
    }

    private static bool IsSame(ParameterInfo[] parameters, IMethodSymbol called)
    {
        // Inside a generic class the definition names types as reflection does.
        var wanted = called.OriginalDefinition.Parameters;
        if (parameters.Length != wanted.Length) return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Name != wanted[i].Name || parameters[i].ParameterType.Name != Name(wanted[i].Type)) return false;
        }

        return true;
    }

    private static string Name(ITypeSymbol type) => type is IArrayTypeSymbol array ? Name(array.ElementType) + "[]" : type.MetadataName;
}
