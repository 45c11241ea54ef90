using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>The operations noted so far, as the recorder at run time would hold them, with the places of their chains of calls.</summary>
internal sealed class OperationList(SourceMap sources)
{
    private readonly List<(Operation Operation, Place? Place)> _noted = [];

    /// <summary>Adds an operation; its place grows as its chain of calls is read on.</summary>
    public Noted Add(Operation operation, Place? place)
    {
        _noted.Add((operation, place));
        return new(_noted.Count - 1);
    }

    /// <summary>Adds an operation that already says where it stands.</summary>
    public void Add(Operation operation) => _noted.Add((operation, null));

    /// <summary>The operation that a builder speaks of.</summary>
    public Operation this[Noted noted] => _noted[noted.At].Operation;

    /// <summary>Replaces the operation, and extends its place to the end of a call that goes on with its chain.</summary>
    public void Update(Noted noted, Operation operation, SyntaxNode call)
    {
        var place = _noted[noted.At].Place;
        if (place is not null && place.Tree == call.SyntaxTree && call.Span.Contains(place.Span))
        {
            place = place with { Span = TextSpan.FromBounds(place.Span.Start, call.Span.End) };
        }

        _noted[noted.At] = (operation, place);
    }

    /// <summary>All operations with their origins.</summary>
    public IEnumerable<Operation> Finish() => _noted.Select(noted =>
        noted.Place is { } place ? noted.Operation with { Origin = sources.Add(place.Tree, place.Span) } : noted.Operation);
}
