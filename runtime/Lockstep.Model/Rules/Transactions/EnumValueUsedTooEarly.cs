using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4020.</summary>
public sealed class EnumValueUsedTooEarly : Rule
{
    /// <summary>From this version on values of a type of the same transaction can be used at once.</summary>
    private const int NewTypesAreSafe = 17;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4020",
        RuleCategory.Transactions,
        RuleSeverity.Error,
        "A new enum value is used only after its transaction",
        "'{0}' is added to enum '{1}' in the same transaction: PostgreSQL refuses to use it before that is committed (error 55P04); {2}",
        "Until ALTER TYPE … ADD VALUE is committed, an index could keep the value although the transaction is rolled back, so PostgreSQL refuses every use: in rows, defaults, " +
        "checks, views and functions in SQL. Only from PostgreSQL 17, and only of a type that the same transaction has made, it may be used at once.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.OwnStep(reviewed);

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        Check(review.Up, review, report);
        Check(review.Down, review, report);
    }

    private void Check(IReadOnlyList<ReviewedStatement> statements, MigrationReview review, Report report)
    {
        var added = new List<(AddEnumValue Add, ObjectName Type, int Transaction)>();
        var made = new List<(ObjectName Type, int Transaction)>();
        foreach (var reviewed in statements.SelectMany(statement => statement.Operations))
        {
            var transaction = reviewed.Statement.Transaction;
            switch (reviewed.Operation)
            {
                case CreateEnumType create:
                    made.Add((EnumUse.NameOf(create.Type, reviewed.Before), transaction));
                    break;
                case AddEnumValue add:
                    var type = EnumUse.NameOf(add.Type, reviewed.Before);
                    var isKnown = reviewed.Before.Types.Find(type) is EnumType known && known.Labels.Contains(add.Value);
                    var isSafe = review.Options.PostgresVersion >= NewTypesAreSafe && made.Contains((type, transaction));
                    if (!isKnown && !isSafe) added.Add((add, type, transaction));
                    break;
                default:
                    var used = added.Find(one => one.Transaction == transaction && EnumUse.Uses(reviewed, one.Type, one.Add.Value));
                    if (used.Add is not null) report.Add(Info, reviewed.Origin, used.Add.Value, used.Type.ToString(), WhatToDo(reviewed.Statement));
                    break;
            }
        }
    }

    private static string WhatToDo(ReviewedStatement statement) => statement switch
    {
        { IsBlock: true, TransactionState: TransactionState.Alone } => "add it in a statement before the block",
        { TransactionState: TransactionState.Block } => "use it behind the COMMIT",
        _ => "use it in a later migration",
    };
}
