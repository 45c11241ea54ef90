using Lockstep.Model.Rules;

namespace Lockstep.Analyzers.Doors;

/// <summary>
/// What the rules found in a migration, kept with it from one compilation to the next, together with all that they could see: if that is the same, they
/// need not look again. In an editor a keystroke in one migration judges that one, and those behind it if it leaves another schema.
/// </summary>
internal sealed class JudgedMigration
{
    private readonly MigrationHistory _history;
    private readonly RuleOptions _options;
    private readonly IReadOnlyList<Rule> _rules;
    private readonly List<(Func<MigrationHistory, OtherMigration?> Ask, OtherMigration? Answer)> _asked = [];
    private readonly IReadOnlyList<Finding> _findings;

    private JudgedMigration(MigrationScript script, MigrationHistory history, RuleOptions options, IReadOnlyList<Rule> rules, Func<MigrationHistory, IReadOnlyList<Finding>> judge)
    {
        (_history, _options, _rules) = (history, options, rules);
        _findings = judge(history with
        {
            MadeLater = history.MadeLater is null ? null : relation => Ask(it => it.MadeLater?.Invoke(relation)),
            LockedEarlier = history.LockedEarlier is null ? null : (relation, since) => Ask(it => it.LockedEarlier?.Invoke(relation, since)),
        });

        OtherMigration? Ask(Func<MigrationHistory, OtherMigration?> ask)
        {
            var answer = ask(history);
            _asked.Add((ask, answer));
            return answer;
        }
    }

    /// <summary>What the rules find in a migration, or found when last they looked.</summary>
    /// <param name="script">The migration.</param>
    /// <param name="history">What comes before it, and behind it.</param>
    /// <param name="options">What the project tells the rules.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="judge">Lets them look, with that history.</param>
    public static IReadOnlyList<Finding> Of(
        MigrationScript script,
        MigrationHistory history,
        RuleOptions options,
        IReadOnlyList<Rule> rules,
        Func<MigrationHistory, IReadOnlyList<Finding>> judge)
    {
        var work = MigrationWork.Of(script);
        if (work.Judged is { } known && known.Saw(history, options, rules)) return known._findings;
        var judged = new JudgedMigration(script, history, options, rules, judge);
        // Another thread may be as far; it found the same.
        work.Judged = judged;
        return judged._findings;
    }

    private bool Saw(MigrationHistory history, RuleOptions options, IReadOnlyList<Rule> rules) =>
        ReferenceEquals(history.Schema, _history.Schema) &&
        history.Count == _history.Count &&
        history.PreviousVersion == _history.PreviousVersion &&
        history.IsComplete == _history.IsComplete &&
        history.IsLegible == _history.IsLegible &&
        history.Migrations.SequenceEqual(_history.Migrations) &&
        (ReferenceEquals(options, _options) || options == _options) &&
        (ReferenceEquals(rules, _rules) || rules.SequenceEqual(_rules)) &&
        _asked.TrueForAll(asked => asked.Ask(history) == asked.Answer);
}
