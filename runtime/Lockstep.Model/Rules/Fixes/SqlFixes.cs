using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>What mends the findings of one file, where its rule knows a safe form that the file can hold.</summary>
internal sealed class SqlFixes
{
    private static readonly Dictionary<string, Rule> Rules = RuleSet.All.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);

    private readonly MigrationReview _review;
    private readonly SqlFileText _file;
    private readonly string _text;
    private readonly bool _isMigration;
    private readonly Lazy<Dictionary<Origin, ReviewedOperation>> _operations;

    /// <summary>Fixes for a file.</summary>
    /// <param name="review">What the file does.</param>
    /// <param name="file">The file as it was read, in which the findings' origins are places.</param>
    /// <param name="text">The file as it stands on the disk: as long as that, but with other tools' markers and commands.</param>
    /// <param name="isMigration">Whether it is one of Lockstep's.</param>
    public SqlFixes(MigrationReview review, SqlFileText file, string text, bool isMigration)
    {
        _review = review;
        _file = file;
        _text = text;
        _isMigration = isMigration;
        _operations = new(Operations);
    }

    /// <summary>What mends a finding; null if nothing does that is known to be right.</summary>
    public SqlFix? For(Finding finding)
    {
        if (finding.Rule.Id is "LS1001" or "LS1002") return _isMigration ? new DownInFile(_review, _file, _text).Write() : null;
        if (!Rules.TryGetValue(finding.Rule.Id, out var rule) || !_operations.Value.TryGetValue(finding.Origin, out var operation)) return null;
        return rule.SafeFormOf(operation, _review) is { } form && Placed(operation, form) is { } placed ? new FormInFile(_review, _file, _text, _isMigration).Write(operation, placed) : null;
    }

    /// <summary>The form as it can be where the operation stands; null if it can't be there.</summary>
    private SafeForm? Placed(ReviewedOperation operation, SafeForm form)
    {
        // What the author of a plain script has deprecated nobody knows.
        if (!_isMigration && (!form.Deprecates.IsEmpty || form.Later.Any(later => !later.Deprecates.IsEmpty))) return null;
        if (operation.Statement.IsDown) form = Backwards(form);
        var state = operation.Statement.TransactionState;
        var isWhole = form.OutsideTransaction || form.Instead.Skip(1).Any(instead => instead.StartsStep);
        if (state == TransactionState.Single && isWhole) return null;
        // A later file is Lockstep's to run, or is found beside numbered ones; else its statements stand further down.
        return operation.Statement.IsDown && !form.Later.IsEmpty ? null : form;
    }

    /// <summary>Down has no later migration: what would be one is a step.</summary>
    internal static SafeForm Backwards(SafeForm form)
    {
        if (form.Later.IsEmpty || form.Later.Any(later => later.Precondition is not null) || !form.Deprecates.IsEmpty) return form;
        var steps = form.Later.SelectMany(later => later.Up.Select((operation, at) => at == 0 ? operation with { StartsStep = true } : operation));
        return form with { Instead = new(form.Instead.Concat(steps)), Later = default, Down = default };
    }

    /// <summary>By their places. What stands in a block is code of another language.</summary>
    private Dictionary<Origin, ReviewedOperation> Operations()
    {
        var operations = new Dictionary<Origin, ReviewedOperation>();
        foreach (var statement in _review.Statements.Where(statement => !statement.IsBlock))
        {
            foreach (var operation in statement.Operations) operations[operation.Origin] = operation;
            // Some findings are about a statement as a whole.
            if (statement.Operations.Count > 0 && !operations.ContainsKey(statement.Operation.Origin)) operations.Add(statement.Operation.Origin, statement.Operations[0]);
        }

        return operations;
    }
}
