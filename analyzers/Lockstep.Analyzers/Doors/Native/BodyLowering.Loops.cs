using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <content>Loops over constants.</content>
internal sealed partial class BodyLowering
{
    /// <summary>A loop that goes round more often is read once, as one over what is not known.</summary>
    private const int MaxRounds = 256;

    /// <summary>All loops together, for loops in loops.</summary>
    private const int MaxRoundsInAll = 4096;

    private readonly HashSet<IFieldSymbol> _fields = new(SymbolEqualityComparer.Default);
    private int _rounds;

    /// <summary>Runs the loop over the elements of a list that is known; false if it is to be read once.</summary>
    private bool Run(IForEachLoopOperation loop)
    {
        if (LeavesEarly(loop.Body) || Evaluate(loop.Collection) is not Items items || !Spend(items.Elements.Count)) return false;
        foreach (var item in items.Elements)
        {
            if (!Bind(loop.LoopControlVariable, item)) return false;
            Evaluate(loop.Body);
        }

        return true;
    }

    /// <summary>Runs <c>for (var i = 0; i &lt; n; i++)</c>; false if it is to be read once.</summary>
    private bool Run(IForLoopOperation loop)
    {
        if (loop is not { Before: [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Initializer: { } first } counter] }] }], Condition: { } condition, AtLoopBottom: [var step] })
        {
            return false;
        }

        var frame = _frames.Peek();
        if (LeavesEarly(loop.Body) || Frame.IsChanged(counter.Symbol, loop.Body) || Evaluate(first.Value) is not Constant { Content: int start } ||
            Step(step, counter.Symbol) is not { } by || by == 0)
        {
            return false;
        }

        // How often it goes round must be known before anything is noted.
        var numbers = new List<int>();
        for (long number = start; ; number += by)
        {
            frame.Bind(counter.Symbol, new Constant((int)number));
            if (number is < int.MinValue or > int.MaxValue || Evaluate(condition) is not Constant { Content: bool goesOn } || numbers.Count > MaxRounds)
            {
                frame.Bind(counter.Symbol, Value.Unknown);
                return false;
            }

            if (!goesOn) break;
            numbers.Add((int)number);
        }

        if (!Spend(numbers.Count)) return false;
        foreach (var number in numbers)
        {
            frame.Bind(counter.Symbol, new Constant(number));
            Evaluate(loop.Body);
        }

        return true;
    }

    private int? Step(IOperation bottom, ILocalSymbol counter)
    {
        if (bottom is IExpressionStatementOperation statement) bottom = statement.Operation;
        return bottom switch
        {
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } step when Is(target, counter) =>
                step.Kind == OperationKind.Increment ? 1 : -1,
            ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, OperatorKind: BinaryOperatorKind.Add } step when Is(target, counter) =>
                Evaluate(step.Value) is Constant { Content: int by } ? by : null,
            ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, OperatorKind: BinaryOperatorKind.Subtract } step when Is(target, counter) =>
                Evaluate(step.Value) is Constant { Content: int and > int.MinValue and var by } ? -by : null,
            _ => null,
        };
    }

    private static bool Is(ILocalReferenceOperation reference, ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(reference.Local, local);

    /// <summary>Gives the loop's variable, or variables, the value of this round.</summary>
    private bool Bind(IOperation variable, Value value)
    {
        var frame = _frames.Peek();
        switch (variable)
        {
            case IVariableDeclaratorOperation declarator:
                frame.Bind(declarator.Symbol, value);
                return true;
            case ILocalReferenceOperation local:
                frame.Bind(local.Local, value);
                return true;
            case IDeclarationExpressionOperation declaration:
                return Bind(declaration.Expression, value);
            case ITupleOperation tuple when value is Items { Elements: var elements } && elements.Count == tuple.Elements.Length:
                return tuple.Elements.Zip(elements, Bind).All(isBound => isBound);
            case IDiscardOperation:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a round may end before its end, so that what it notes depends on more than its constants.</summary>
    private static bool LeavesEarly(IOperation body) => body.DescendantsAndSelf().Any(operation => operation is IBranchOperation or IReturnOperation);

    private bool Spend(int rounds)
    {
        if (rounds > MaxRounds || _rounds + rounds > MaxRoundsInAll) return false;
        _rounds += rounds;
        return true;
    }
}
