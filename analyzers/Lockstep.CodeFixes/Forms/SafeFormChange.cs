using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes.Forms;

/// <summary>Applies safe forms to a solution: several at once, as long as they change different things.</summary>
/// <param name="solution">The solution that the forms were found in.</param>
internal sealed class SafeFormChange(Solution solution)
{
    private readonly Dictionary<DocumentId, List<TextChange>> _changes = [];
    private readonly List<(Project Project, NewMigration Migration)> _later = [];

    /// <summary>Takes a form; false if it would change what another one has changed already.</summary>
    public bool TryAdd(Document document, SafeFormEdit edit)
    {
        if (!_changes.TryGetValue(document.Id, out var taken)) _changes[document.Id] = taken = [];
        // Two may ask for the same change, as taking SingleTransaction out.
        var own = edit.Changes.Where(change => !taken.Contains(change)).ToList();
        if (own.Count < edit.Changes.Count && own.Count == 0) return false;
        if (own.Exists(change => taken.Exists(other => Collide(change.Span, other.Span)))) return false;
        taken.AddRange(own);
        _later.AddRange(edit.Later.Select(later => (document.Project, later)));
        return true;
    }

    /// <summary>The solution with all that was taken.</summary>
    public async Task<Solution> ApplyAsync(CancellationToken cancellationToken)
    {
        var changed = solution;
        foreach (var document in _changes)
        {
            var text = await changed.GetDocument(document.Key)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            changed = changed.WithDocumentText(document.Key, text.WithChanges(document.Value.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End)));
        }

        foreach (var project in _later.GroupBy(later => later.Project.Id))
        {
            List<long>? versions = null;
            var classes = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (_, migration) in project)
            {
                versions ??= [.. migration.Source.Index.Versions(cancellationToken)];
                var version = VersionStyle.Next(versions);
                versions.Add(version);
                changed = Add(changed, project.Key, migration, version, classes);
            }
        }

        return changed;
    }

    private static Solution Add(Solution solution, ProjectId project, NewMigration migration, long version, HashSet<string> classes)
    {
        var space = migration.Source.Type.ContainingNamespace;
        var className = migration.ClassName(version, name => classes.Contains(name) || space.GetTypeMembers(name).Length > 0);
        classes.Add(className);
        var example = solution.GetDocument(solution.GetDocumentId(migration.Source.Declaration.SyntaxTree)) ??
            solution.GetProject(project)!.Documents.FirstOrDefault(document => document.FilePath == migration.Source.Declaration.SyntaxTree.FilePath);
        var file = migration.FileName(version, className);
        var folder = Path.GetDirectoryName(migration.Source.Declaration.SyntaxTree.FilePath);
        var id = DocumentId.CreateNewId(project, file);
        var text = SourceText.From(migration.Text(version, className), migration.Source.Text.Encoding);
        return solution.AddDocument(id, file, text, example?.Folders, string.IsNullOrEmpty(folder) ? file : Path.Combine(folder, file));
    }

    private static bool Collide(TextSpan one, TextSpan other) =>
        one.OverlapsWith(other) || (one.Start == other.Start && (one.IsEmpty || other.IsEmpty));
}
