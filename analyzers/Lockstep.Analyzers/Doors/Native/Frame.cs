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
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            if (target is ILocalReferenceOperation local) _reassigned.Add(local.Local);
            else if (target is IParameterReferenceOperation parameter) _reassigned.Add(parameter.Parameter);
        }
    }

    /// <summary>The method.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>Whether the code stands outside the class that is looked at.</summary>
    public bool IsElsewhere { get; }

    /// <summary>Where it was called.</summary>
    public Place? CallSite { get; }

    /// <summary>What it returns.</summary>
    public Value Returned { get; set; } = Value.Unknown;

    /// <summary>The value of a local or parameter.</summary>
    public Value Get(ISymbol symbol) => _values.TryGetValue(symbol, out var value) ? value : Value.Unknown;

    /// <summary>Notes the value of a local or parameter.</summary>
    public Value Declare(ISymbol symbol, Value value)
    {
        // A builder stays the same builder; a text that changes is not followed through loops and branches.
        _values[symbol] = value is Constant && _reassigned.Contains(symbol) ? Value.Unknown : value;
        return value;
    }

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
}
