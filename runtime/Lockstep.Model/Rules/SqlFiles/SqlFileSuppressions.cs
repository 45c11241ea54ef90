using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.SqlFiles;

/// <summary>What the comments of a file silence, and what is wrong with them.</summary>
/// <remarks>
/// A comment silences the statement that it stands above, in or behind. At the head of the file, above the first marker or apart from the
/// first statement, it silences the whole file; anywhere above the first statement also what is about the migration as a whole.
/// </remarks>
internal sealed class SqlFileSuppressions
{
    private readonly SqlFileText _source;
    private readonly MigrationScript _script;
    private readonly List<SqlFileSuppression> _all = [];
    private readonly HashSet<(SqlFileSuppression, string)> _used = [];

    public SqlFileSuppressions(SqlFileText source, MigrationScript script)
    {
        _source = source;
        _script = script;
        var lexer = new SqlLexer(source.Text);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (SqlFileReader.LineComment(source.Text, token) is { } comment &&
                SqlFileSuppression.Read(comment, token.Start, token.Length) is { } suppression)
            {
                _all.Add(suppression);
            }
        }
    }

    /// <summary>The comment that silences the finding; null if none does.</summary>
    public SqlFileSuppression? Silence(Finding finding)
    {
        SqlFileSuppression? silencing = null;
        foreach (var suppression in _all)
        {
            if (suppression.Reason.Length == 0 || !suppression.Rules.Contains(finding.Rule.Id, StringComparer.OrdinalIgnoreCase) || !Reaches(suppression, finding)) continue;
            _used.Add((suppression, finding.Rule.Id));
            silencing ??= suppression;
        }

        return silencing;
    }

    /// <summary>What is wrong with the comments, after all findings have been offered to <see cref="Silence"/>.</summary>
    /// <param name="ran">The rules that have run; of the others nothing is known.</param>
    public IEnumerable<Finding> Findings(IReadOnlyList<Rule> ran)
    {
        foreach (var suppression in _all)
        {
            var origin = new Origin(_source.File.Path, _source.LineOf(suppression.Start) + 1, suppression.Start, suppression.Length);
            if (suppression.Rules.Count == 0)
            {
                var comment = _source.Text.Substring(suppression.Start, suppression.Length);
                yield return new(AuthoringRules.SilencesNothing, origin, new([comment, "write '-- lockstep: allow LS2001 because …' with the rule and the reason"]));
                continue;
            }

            if (suppression.Reason.Length == 0)
            {
                yield return new(AuthoringRules.SilencedWithoutReason, origin, new(["'-- lockstep: allow " + string.Join(", ", suppression.Rules) + "'"]));
                continue;
            }

            foreach (var rule in suppression.Rules)
            {
                if (Problem(suppression, rule, ran) is { } problem) yield return new(AuthoringRules.SilencesNothing, origin, new(["allow " + rule, problem]));
            }
        }
    }

    private string? Problem(SqlFileSuppression suppression, string rule, IReadOnlyList<Rule> ran)
    {
        var id = rule.ToUpperInvariant();
        if (_used.Contains((suppression, id))) return null;
        if (ran.Any(known => known.Info.Id == id)) return "there is no such finding where it stands; take it out, or put it above the statement";
        if (RuleSet.All.Any(known => known.Info.Id == id)) return null;
        return AllRules.Infos.Any(info => info.Id == id)
            ? "this finding is about the file itself and must be mended there"
            : "there is no rule of that id; docs/rules lists them";
    }

    private bool Reaches(SqlFileSuppression suppression, Finding finding)
    {
        if (finding.Origin == _script.Origin && IsAboveStatements(suppression)) return true;
        if (IsAtHead(suppression)) return true;
        return Target(suppression) is { } statement && finding.Origin.Start >= statement.Start && finding.Origin.Start <= statement.Start + statement.Length;
    }

    private bool IsAboveStatements(SqlFileSuppression suppression) =>
        _script.Up.IsEmpty || suppression.Start < _script.Up[0].Origin.Start;

    private bool IsAtHead(SqlFileSuppression suppression)
    {
        var up = _source.File.Up;
        if (up.Marker >= 0) return suppression.Start < up.Marker;
        return _script.Up.IsEmpty || (suppression.Start < up.Start && !IsDirectlyAbove(suppression, _script.Up[0].Origin));
    }

    /// <summary>Whether only comments stand on the lines between.</summary>
    private bool IsDirectlyAbove(SqlFileSuppression suppression, Origin statement)
    {
        for (var line = _source.LineOf(suppression.Start) + 1; line < statement.Line - 1; line++)
        {
            if (!_source.Line(line).TrimStart().StartsWith("--", StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private Origin? Target(SqlFileSuppression suppression)
    {
        var isDown = _source.File.Down is { } down && suppression.Start > down.Marker;
        Origin? behind = null;
        foreach (var operation in isDown ? _script.Down : _script.Up)
        {
            var statement = operation.Origin;
            var end = statement.Start + statement.Length;
            if (statement.Start < suppression.Start && suppression.Start < end) return statement;
            if (end <= suppression.Start && _source.LineOf(end) == _source.LineOf(suppression.Start)) behind = statement;
            if (statement.Start > suppression.Start) return behind ?? statement;
        }

        return behind;
    }
}
