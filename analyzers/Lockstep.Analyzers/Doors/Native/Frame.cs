using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>A method that is being read: what its locals and parameters are known to be.</summary>
internal sealed class Frame
{
    private readonly Dictionary<ISymbol, Value> _values = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _reassigned = new(SymbolEqualityComparer.Default);

    public Frame(IMethodSymbol method, IOperation body, bool isElsewhere, Place? elsewhere)
    {
        Method = method;
        IsElsewhere = isElsewhere;
        CallSite = elsewhere;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (Changed(operation) is { } changed) _reassigned.Add(changed);
        }
    }

    /// <summary>The method.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>Whether the code stands outside the class that is looked at.</summary>
    public bool IsElsewhere { get; }

    /// <summary>Where it was called.</summary>
    public Place? CallSite { get; }

    /// <summary>What it returns: unknown as long as it does not, and if it may return this or that.</summary>
    public Value Returned { get; private set; } = Value.Unknown;

    /// <summary>Whether it has returned, so that what follows does not run.</summary>
    public bool HasReturned { get; private set; }

    private int Branches { get; set; }

    private bool MayHaveReturned { get; set; }

    /// <summary>Whether the body may give the local or parameter another value, or change what it holds.</summary>
    public static bool IsChanged(ISymbol symbol, IOperation body) =>
        body.DescendantsAndSelf().Any(operation => SymbolEqualityComparer.Default.Equals(Changed(operation), symbol));

    /// <summary>Notes a return.</summary>
    public void Return(Value value)
    {
        Returned = MayHaveReturned && Returned != value ? Value.Unknown : value;
        MayHaveReturned = true;
        HasReturned = Branches == 0;
    }

    /// <summary>Reads what may run or not.</summary>
    public void InBranch(Action read)
    {
        Branches++;
        read();
        Branches--;
    }

    /// <summary>The value of a local or parameter.</summary>
    public Value Get(ISymbol symbol) => _values.TryGetValue(symbol, out var value) ? value : Value.Unknown;

    /// <summary>Notes the value of a local or parameter.</summary>
    public Value Declare(ISymbol symbol, Value value)
    {
        // A builder stays the same builder; another value that changes is not followed through loops and branches.
        _values[symbol] = value is not Builder && _reassigned.Contains(symbol) ? Value.Unknown : value;
        return value;
    }

    /// <summary>Notes the value of a loop's variable in this round.</summary>
    public void Bind(ISymbol symbol, Value value) => _values[symbol] = value;

    /// <summary>Takes over what the method around a local function knows.</summary>
    public void Inherit(Frame outer)
    {
        foreach (var value in outer._values)
        {
            if (!_values.ContainsKey(value.Key)) _values[value.Key] = _reassigned.Contains(value.Key) ? Value.Unknown : value.Value;
        }
    }

    /// <summary>Where to say that something at this place stands; null if nowhere in the class.</summary>
    public Place? PlaceOf(SyntaxTree tree, TextSpan span) => IsElsewhere ? CallSite : new(tree, span);

    /// <summary>The local or parameter whose value, or whose elements, the operation may change.</summary>
    private static ISymbol? Changed(IOperation operation)
    {
        var target = operation switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation increment => increment.Target,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
            // Array.Sort and its like.
            IArgumentOperation { Value.Type: IArrayTypeSymbol, Parent: IInvocationOperation { TargetMethod.ContainingType: { Name: "Array", ContainingNamespace.Name: "System" } } } argument =>
                argument.Value,
            _ => null,
        };
        while (target is IArrayElementReferenceOperation element) target = element.ArrayReference;
        while (target is IConversionOperation conversion) target = conversion.Operand;
        return target switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
    }
}
