using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4034.</summary>
public sealed class RowsBesideSchema : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4034",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "A migration changes the schema or rows, not both",
        "{0} changes rows in a migration that changes the schema too ({1}): they succeed and fail together, and can't be repeated apart; put the rows into a migration " +
        "of their own",
        "A change of the schema takes a strong lock for a moment, a change of rows weak ones for long. Each wants its own timeouts, its own batches, and its own second " +
        "try.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var operations = review.Up.SelectMany(statement => statement.Operations).ToList();
        if (operations.Find(reviewed => ChangesSchema(reviewed.Operation)) is not { } schema) return;
        foreach (var reviewed in operations.Where(reviewed => reviewed.Operation is UpdateRows or DeleteRows or MergeRows or InsertRows or CopyRows { From: true }))
        {
            report.Add(Info, reviewed.Origin, StatementText.Short(reviewed.Operation), StatementText.Short(schema.Statement.Operation));
        }
    }

    private static bool ChangesSchema(Operation operation) => operation is not (DataStatement or TransactionControl or SetSetting or ResetSetting or SetTransaction or SetConstraints
        or Discard or Analyze or Vacuum or LockTables or Checkpoint or SqlText or UnknownSql);
}
