using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Places in syntax trees to plain origins, and back.</summary>
internal sealed class SourceMap
{
    // Most migrations stand in one file.
    private readonly List<string> _names = new(1);
    private readonly List<SyntaxTree> _trees = new(1);

    /// <summary>For origins that were all made from one file.</summary>
    public static SourceMap Of(SyntaxTree tree)
    {
        var sources = new SourceMap();
        sources._names.Add(tree.FilePath);
        sources._trees.Add(tree);
        return sources;
    }

    /// <summary>The origin of a place.</summary>
    public Origin Add(SyntaxTree tree, TextSpan span)
    {
        var name = tree.FilePath;
        // Trees without a path, or two with one path, are told apart by a number.
        for (var number = 2; Find(name) is { } known && known != tree; number++) name = tree.FilePath + "#" + number;
        if (Find(name) is null)
        {
            _names.Add(name);
            _trees.Add(tree);
        }

        return new(name, tree.GetText().Lines.GetLinePosition(span.Start).Line + 1, span.Start, span.Length);
    }

    /// <summary>The place of an origin; null if it is none that was added.</summary>
    public Location? Find(Origin origin) =>
        Find(origin.File) is { } tree ? Location.Create(tree, new(origin.Start, origin.Length)) : null;

    private SyntaxTree? Find(string name) => _names.IndexOf(name) is var at && at >= 0 ? _trees[at] : null;
}
