using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4004.</summary>
public sealed class TimeoutWithoutEffect : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4004",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "A timeout that is set has an effect",
        "{0} has no effect: {1}; {2}",
        "SET LOCAL ends with its transaction, and outside of BEGIN … COMMIT each statement is one. ROLLBACK takes back a SET too. And a timeout that is set after the " +
        "statement that it is for comes too late. The script looks guarded, and is not.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var part in new[] { review.Up, review.Down })
        {
            foreach (var statement in part)
            {
                if (statement.IsBlock || statement.Operations.Select(reviewed => SettingChange.Of(reviewed.Operation)).FirstOrDefault(set => set is not null) is not { } set) continue;
                if (!set.Name.EndsWith("_timeout", StringComparison.Ordinal) || set.Value == "DEFAULT" || SettingChange.Time(set.Value) is not { Ticks: > 0 }) continue;
                if (Loss(set, statement, part) is var (why, whatToDo)) report.Add(Info, statement.Operation.Origin, StatementText.Short(statement.Operation), why, whatToDo);
            }
        }
    }

    /// <summary>Why nothing runs under the setting, or what should have; null if all is well.</summary>
    private static (string Why, string WhatToDo)? Loss(SetSetting set, ReviewedStatement statement, IReadOnlyList<ReviewedStatement> part)
    {
        for (var at = statement.Index + 1; at < part.Count; at++)
        {
            var later = part[at];
            if (!later.Settings.TryGetValue(set.Name, out var value) || value != set.Value) return Lost(set, statement, part[at - 1]);
            if (later.Operations.Any(reviewed => SettingChange.Of(reviewed.Operation)?.Name == set.Name)) return ($"{StatementText.Short(later.Operation)} follows before anything runs", "leave one of them");
            if (!SettingChange.IsOnlyThat(later)) return Late(set, statement, part);
        }

        return ("nothing runs after it", "move it to the start");
    }

    private static (string Why, string WhatToDo) Lost(SetSetting set, ReviewedStatement statement, ReviewedStatement ending)
    {
        if (set.Local && statement.TransactionState == TransactionState.Alone) return ("outside of BEGIN … COMMIT a SET LOCAL ends with itself", "use SET");
        if (ending.Operations.Any(reviewed => reviewed.Operation is TransactionControl { Verb: TransactionVerb.Rollback or TransactionVerb.RollbackTo })) return ("ROLLBACK takes it back before anything else runs", "set it after the ROLLBACK");
        return set.Local
            ? ("SET LOCAL ends with the transaction, before anything else runs in it", "put it next to the statements that it is for, or use SET")
            : ($"{StatementText.Short(ending.Operation)} takes it back before anything runs", "leave one of them");
    }

    /// <summary>Of lock_timeout: a statement that has already locked something without it.</summary>
    private static (string Why, string WhatToDo)? Late(SetSetting set, ReviewedStatement statement, IReadOnlyList<ReviewedStatement> part)
    {
        if (set.Name != "lock_timeout") return null;
        // What is guarded by an earlier SET was meant to be set again.
        foreach (var earlier in part.Take(statement.Index))
        {
            // What begins a transaction of its own does not come late for what others did before.
            if (statement.TransactionState == TransactionState.Block && earlier.Transaction != statement.Transaction) continue;
            if (earlier.Settings.ContainsKey(set.Name) || earlier.IsGuarded) return null;
            if (StrongLock.Of(earlier) is not { } held) continue;
            return ($"it comes after {StatementText.Short(earlier.Operation)}, which takes {held.Mode.Words()} on '{held.Relation}'", "move it to the start");
        }

        return null;
    }
}
