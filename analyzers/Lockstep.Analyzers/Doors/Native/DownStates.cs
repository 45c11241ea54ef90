using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Tells what a migration's Down is like.</summary>
internal static class DownStates
{
    /// <summary>The state.</summary>
    /// <param name="bodies">The class's code.</param>
    /// <param name="down">What overrides Down; null if nothing does.</param>
    /// <param name="operations">What it does.</param>
    /// <param name="types">The API.</param>
    public static DownState Of(MigrationBodies bodies, IMethodSymbol? down, EquatableArray<Operation> operations, KnownTypes types)
    {
        // An abstract class leaves Down to those that derive from it.
        if (down is null) return bodies.Type.IsAbstract ? DownState.Present : DownState.Missing;
        if (!operations.IsEmpty || bodies.Of(down) is not { } body) return DownState.Present;

        var statements = Statements(body).ToList();
        if (statements.Count == 0) return DownState.Empty;
        if (statements.Exists(IsThrow)) return DownState.Throws;
        return statements.Count == 1 && CallsBaseClass(statements[0], types) ? DownState.Missing : DownState.Present;
    }

    private static IEnumerable<IOperation> Statements(IOperation body)
    {
        foreach (var statement in body.ChildOperations)
        {
            switch (statement)
            {
                case IEmptyOperation or IReturnOperation { ReturnedValue: null } or ILocalFunctionOperation:
                    break;
                case IBlockOperation block:
                    foreach (var nested in Statements(block)) yield return nested;
                    break;
                default:
                    yield return statement;
                    break;
            }
        }
    }

    private static bool IsThrow(IOperation statement) => Inner(statement) is IThrowOperation;

    private static bool CallsBaseClass(IOperation statement, KnownTypes types) =>
        Inner(statement) is IInvocationOperation { TargetMethod.Name: "Down" } call && types.IsBaseClass(call.TargetMethod.ContainingType);

    /// <summary>What <c>=> expression</c> and a statement of one expression hold.</summary>
    private static IOperation? Inner(IOperation? statement) => statement switch
    {
        IExpressionStatementOperation expression => Inner(expression.Operation),
        IReturnOperation returns => Inner(returns.ReturnedValue),
        IConversionOperation conversion => Inner(conversion.Operand),
        _ => statement,
    };
}
