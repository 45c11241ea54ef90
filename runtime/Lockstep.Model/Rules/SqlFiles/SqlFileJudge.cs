using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.Transactions;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.SqlFiles;

/// <summary>A finding in an SQL file, and the comment that silences it.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="SilencedBy">The comment with the reason; null if the finding is to be reported.</param>
internal sealed record JudgedFinding(Finding Finding, SqlFileSuppression? SilencedBy);

/// <summary>Judges SQL files, in the compiler and in the terminal alike.</summary>
internal static class SqlFileJudge
{
    /// <summary>What is wrong with the file's form.</summary>
    public static IEnumerable<Finding> Form(SqlFileText source) => source.File.Problems.Select(problem =>
        new Finding(RuleOf(problem.Kind), SqlFileLowering.Place(source, problem.Start, problem.Length), new([problem.Text])));

    /// <summary>That another migration has the file's version.</summary>
    /// <param name="source">The file.</param>
    /// <param name="otherName">The other migration's name.</param>
    /// <param name="otherFile">Its file, as a message names it.</param>
    public static Finding VersionUsedTwice(SqlFileText source, string otherName, string otherFile)
    {
        var (start, length) = SqlFileReader.Head(source.Text);
        return new(
            AuthoringRules.VersionUsedTwice,
            SqlFileLowering.Place(source, start, length),
            new([source.File.Version.ToString(CultureInfo.InvariantCulture), otherName, otherFile]));
    }

    /// <summary>That another migration has the file's checkpoint.</summary>
    /// <param name="source">The file, which names one.</param>
    /// <param name="otherName">The other migration's name.</param>
    /// <param name="otherFile">Its file, as a message names it.</param>
    public static Finding CheckpointUsedTwice(SqlFileText source, string otherName, string otherFile)
    {
        var (start, length) = SqlFileReader.Header(source.Text, "checkpoint");
        return new(AuthoringRules.CheckpointUsedTwice, SqlFileLowering.Place(source, start, length), new([source.File.Headers.Checkpoint!, otherName, otherFile]));
    }

    /// <summary>What the rules find in what the file does, and what is wrong with its suppressions.</summary>
    /// <param name="source">The file.</param>
    /// <param name="review">What it does.</param>
    /// <param name="rules">The rules that are not switched off.</param>
    public static IReadOnlyList<JudgedFinding> Judge(SqlFileText source, MigrationReview review, IReadOnlyList<Rule> rules)
    {
        var suppressions = new SqlFileSuppressions(source, review.Script);
        var unreadable = Unreadable(review);
        var findings = RuleRunner.Run(rules, review).Select(finding => new JudgedFinding(Point(finding, source, unreadable), suppressions.Silence(finding))).ToList();
        findings.AddRange(StepMarks.Findings(review.Script).Select(finding => new JudgedFinding(finding, SilencedBy: null)));
        findings.AddRange(suppressions.Findings(rules).Select(finding => new JudgedFinding(finding, SilencedBy: null)));
        return findings;
    }

    private static Dictionary<Origin, SqlText> Unreadable(MigrationReview review)
    {
        var unreadable = new Dictionary<Origin, SqlText>();
        foreach (var statement in review.Statements)
        {
            if (statement.Operation is SqlText { Problem: not null } text) unreadable[text.Origin] = text;
        }

        return unreadable;
    }

    /// <summary>Points at the word that can't be read: in a file of SQL, unlike in C#, each character is its own place.</summary>
    private static Finding Point(Finding finding, SqlFileText source, Dictionary<Origin, SqlText> unreadable)
    {
        if (finding.Rule.Id != StatementCantWork.Id || !unreadable.TryGetValue(finding.Origin, out var text) || text.Problem is not { } problem) return finding;
        var start = Math.Min(problem.Start, text.Sql.Length);
        var length = Math.Min(problem.Length, text.Sql.Length - start);
        // A string without end is as long as all that follows; its first line tells which one it is.
        var line = text.Sql.IndexOfAny(['\r', '\n'], start, length);
        return finding with { Origin = SqlFileLowering.Place(source, text.Origin.Start + start, line < 0 ? length : line - start) };
    }

    private static RuleInfo RuleOf(SqlFileProblemKind kind) => kind switch
    {
        SqlFileProblemKind.FileName => AuthoringRules.FileName,
        SqlFileProblemKind.Marker => AuthoringRules.Marker,
        SqlFileProblemKind.Header => AuthoringRules.Header,
        _ => AuthoringRules.Unterminated,
    };
}
