using System.Runtime.CompilerServices;
using Lockstep.Generator.SqlFiles;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.SqlFiles;

/// <summary>An SQL file of the project that has been read.</summary>
internal sealed class SqlFileSource
{
    private static readonly ConditionalWeakTable<SourceText, SqlFileSource> Cache = new();

    private readonly string _fullPath;
    private volatile MigrationScript? _script;

    private SqlFileSource(string fullPath, string path, SourceText lines)
    {
        _fullPath = fullPath;
        Lines = lines;
        Text = lines.ToString();
        File = SqlFileReader.Read(path, Text);
    }

    /// <summary>What it says.</summary>
    public SqlFile File { get; }

    /// <summary>What it does, as rules see it.</summary>
    public MigrationScript Script => _script ??= SqlFileLowering.Lower(this);

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>Its text as the compiler knows it.</summary>
    public SourceText Lines { get; }

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
        return Microsoft.CodeAnalysis.Location.Create(_fullPath, span, Lines.Lines.GetLinePositionSpan(span));
    }

    /// <summary>The line on which a character stands, counted from 0.</summary>
    public int LineOf(int position) => Lines.Lines.GetLineFromPosition(position).LineNumber;
}
