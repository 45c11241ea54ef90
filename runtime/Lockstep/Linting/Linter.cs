using System.Runtime.ExceptionServices;
using Lockstep.Linting.Settings;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Fixes;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.SqlFiles;

namespace Lockstep.Linting;

/// <summary>Judges files of SQL, by the very rules that the compiler applies.</summary>
internal sealed class Linter
{
    private readonly ConfigFiles _config = new();

    /// <summary>Reads and judges the files.</summary>
    /// <returns>The files in the order in which they would be run, with what was found in them.</returns>
    /// <exception cref="LockstepException">A file of settings says something that means nothing.</exception>
    public IReadOnlyList<LintedFile> Run(LintRequest request, CancellationToken cancellationToken)
    {
        var read = new LintedFile[request.Sources.Count];
        var paths = request.Sources.Select(source => source.FullPath).ToHashSet(StringComparer.Ordinal);
        InParallel(read.Length, at => read[at] = LintedFile.Read(request.Sources[at], SettingsOf(request.Sources[at], request), paths.Contains), cancellationToken);
        var files = InOrder(read);
        var byVersion = files.Where(file => file.IsMigration && file.Version > 0 && !request.Independent).ToLookup(file => file.Version);
        var byCheckpoint = byVersion.SelectMany(same => same).Where(file => file.Content.File.Headers.Checkpoint is not null).ToLookup(file => file.Content.File.Headers.Checkpoint!, StringComparer.Ordinal);
        var places = Places(files, request, cancellationToken);
        InParallel(files.Count, at => files[at].Findings = Judge(files[at], places[at], byVersion, byCheckpoint), cancellationToken);
        Fingerprints.Add(files);
        return files;
    }

    /// <summary>Judges one file. All that is known of it comes from here.</summary>
    private static List<LintFinding> Judge(LintedFile file, Place place, ILookup<long, LintedFile> byVersion, ILookup<string, LintedFile> byCheckpoint)
    {
        var findings = new List<LintFinding>();
        SqlFixes? fixes = null;
        if (file.IsMigration)
        {
            foreach (var finding in SqlFileJudge.Form(file.Content)) Add(finding, silencedBy: null);
            if (byVersion[file.Version].FirstOrDefault(other => other != file) is { } other)
            {
                Add(SqlFileJudge.VersionUsedTwice(file.Content, other.Content.File.Name, other.Source.Path), silencedBy: null);
            }

            if (file.Content.File.Headers.Checkpoint is { } checkpoint && byCheckpoint[checkpoint].FirstOrDefault(other => other != file) is { } named)
            {
                Add(SqlFileJudge.CheckpointUsedTwice(file.Content, named.Content.File.Name, named.Source.Path), silencedBy: null);
            }
        }

        if (file.CanBeJudged)
        {
            file.Review = MigrationReview.Of(file.Script, place.History, file.Settings.Options, place.Up);
            fixes = new(file.Review, file.Content, file.Source.Text, file.IsMigration);
            if (file.Version == 0 || file.Version > file.Settings.Options.StartAfter)
            {
                foreach (var judged in SqlFileJudge.Judge(file.Content, file.Review, file.Settings.Rules)) Add(judged.Finding, judged.SilencedBy);
            }
        }

        // What stands first is shown first; of one place the order is the rules'.
        return [.. findings.OrderBy(finding => finding.Finding.Origin.Start)];

        void Add(Finding finding, SqlFileSuppression? silencedBy)
        {
            if (file.Settings.SeverityOf(finding.Rule) is not { } severity) return;
            findings.Add(new(file, finding, severity)
            {
                AllowedBecause = silencedBy?.Reason,
                Fix = silencedBy is null ? fixes?.For(finding) : null,
            });
        }
    }

    private FileSettings SettingsOf(LintSource source, LintRequest request) => FileSettings.Of(_config.For(source.FullPath), request.PostgresVersion);

    /// <summary>Files with a version in their name by version, then the others as they were named.</summary>
    private static List<LintedFile> InOrder(IEnumerable<LintedFile> files) =>
        [.. files.OrderBy(file => file.Version == 0 ? long.MaxValue : file.Version)];

    /// <summary>What each file meets.</summary>
    private static Place[] Places(List<LintedFile> files, LintRequest request, CancellationToken cancellationToken)
    {
        var places = new Place[files.Count];
        Array.Fill(places, new(request.Start, Up: null));
        if (request.Independent) return places;

        var schema = request.Start.Schema;
        var deprecating = new List<OtherMigration>();
        var makers = new Lazy<RelationMakers>(() => new(files.Select((file, position) => (ToOther(file, position), file.Script))));
        for (var at = 0; at < files.Count; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = files[at];
            var position = at;
            var history = request.Start with
            {
                Schema = schema,
                Migrations = [.. deprecating],
                Count = at,
                PreviousVersion = at == 0 ? 0 : files[at - 1].Version,
                LockedEarlier = (relation, since) => EarlierLocks.Last(Enumerable.Range(0, position).Reverse().Select(other => new FollowedMigration(ToOther(files[other], other), places[other].Up)), relation, since),
                MadeLater = relation => makers.Value.Find(relation) is { } maker && maker.Position > position ? maker : null,
            };
            var up = file.CanBeJudged ? FollowedScript.Up(file.Script, schema, file.Settings.Options.Server) : null;
            places[at] = new(history, up);
            if (up is null) continue;
            schema = Session.End(up.After);
            if (file.IsMigration && !file.Content.File.Headers.Deprecates.IsEmpty) deprecating.Add(ToOther(file, at));
        }

        return places;
    }

    private static OtherMigration ToOther(LintedFile file, int position) => new(file.Version, file.Script.Name, position, file.Content.File.Headers.Deprecates);

    private static void InParallel(int count, Action<int> body, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(0, count, new() { CancellationToken = cancellationToken }, body);
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<LockstepException>().FirstOrDefault() is { } failure)
        {
            // The same setting is wrong for many files at once.
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>A file's place among the others.</summary>
    /// <param name="History">What came before it.</param>
    /// <param name="Up">Its Up, followed from there; null if that is still to be done.</param>
    private sealed record Place(MigrationHistory History, FollowedScript? Up);
}
