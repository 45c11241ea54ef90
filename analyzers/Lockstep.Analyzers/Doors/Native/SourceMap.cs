using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Places in syntax trees to plain origins, and back.</summary>
internal sealed class SourceMap
{
    private readonly Dictionary<string, SyntaxTree> _trees = new(StringComparer.Ordinal);

    /// <summary>For origins that were all made from one file.</summary>
    public static SourceMap Of(SyntaxTree tree)
    {
        var sources = new SourceMap();
        sources._trees[tree.FilePath] = tree;
        return sources;
    }

    /// <summary>The origin of a place.</summary>
    public Origin Add(SyntaxTree tree, TextSpan span)
    {
        var name = tree.FilePath;
        // Trees without a path, or two with one path, are told apart by a number.
        for (var number = 2; _trees.TryGetValue(name, out var known) && known != tree; number++) name = tree.FilePath + "#" + number;
        _trees[name] = tree;
        return new(name, tree.GetText().Lines.GetLinePosition(span.Start).Line + 1, span.Start, span.Length);
    }

    /// <summary>The place of an origin; null if it is none that was added.</summary>
    public Location? Find(Origin origin) =>
        _trees.TryGetValue(origin.File, out var tree) ? Location.Create(tree, new(origin.Start, origin.Length)) : null;
}
