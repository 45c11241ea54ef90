using System.Runtime.CompilerServices;
using Lockstep.Generator.SqlFiles;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.SqlFiles;
using Lockstep.Model.SqlFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.SqlFiles;

/// <summary>An SQL file of the project that has been read.</summary>
internal sealed class SqlFileSource
{
    private static readonly ConditionalWeakTable<SourceText, SqlFileSource> Cache = new();

    private readonly string _fullPath;
    private readonly SourceText _lines;
    private volatile MigrationScript? _script;

    private SqlFileSource(string fullPath, string path, SourceText lines)
    {
        _fullPath = fullPath;
        _lines = lines;
        Content = new(path, lines.ToString());
    }

    /// <summary>What it does, as rules see it.</summary>
    public MigrationScript Script => _script ??= SqlFileLowering.Lower(Content);

    /// <summary>Its text.</summary>
    public SqlFileText Content { get; }

    /// <summary>What it says.</summary>
    public SqlFile File => Content.File;

    /// <summary>The project's SQL migrations.</summary>
    public static IEnumerable<SqlFileSource> All(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in options.AdditionalFiles)
        {
            if (Of(file, options, cancellationToken) is { } source) yield return source;
        }
    }

    /// <summary>The migration in an additional file; null if it holds none or can't be read.</summary>
    public static SqlFileSource? Of(AdditionalText file, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (SqlFileItem.PathOf(file, options.AnalyzerConfigOptionsProvider) is not { } path || file.GetText(cancellationToken) is not { } text) return null;
        if (Cache.TryGetValue(text, out var known) && known.File.Path == path && known._fullPath == file.Path) return known;
        // A file that is renamed keeps its text.
        var source = new SqlFileSource(file.Path, path, text);
        Cache.Remove(text);
        return Cache.GetValue(text, _ => source);
    }

    /// <summary>A place in the file, for the compiler.</summary>
    public Location Location(int start, int length)
    {
        var span = new TextSpan(start, length);
        return Microsoft.CodeAnalysis.Location.Create(_fullPath, span, _lines.Lines.GetLinePositionSpan(span));
    }
}
