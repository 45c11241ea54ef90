using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.Transactions.Refusals;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3010.</summary>
public sealed class RoutineDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3010",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A function that running versions call stays, with its grants",
        "{0} '{1}' is dropped{2}: {3}; {4}",
        "While a release rolls out, the version before it still calls the function. A function that is dropped and made again belongs to who made it, may be " +
        "called by everybody (EXECUTE for PUBLIC is the default) and has lost what was granted or revoked before. CREATE OR REPLACE keeps that.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not DropObject { Object: { Kind: ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate } item }) return;
        if (SchemaLookup.IsMadeHere(reviewed, item, review)) return;
        var known = SchemaLookup.Routines(reviewed.Before, item.Name);
        var kind = item.Kind switch
        {
            ObjectKind.Procedure => "Procedure",
            ObjectKind.Aggregate => "Aggregate",
            _ => "Function",
        };
        if (known.Count > 0 && known.All(IsTrigger)) return;
        var later = TransactionOutcome.Rest(reviewed.Statement, review).ToList();
        if (!later.Exists(it => IsMadeAgain(it.Operation, item)))
        {
            // Another one of the name may well take the calls.
            if (known.Count > 1 || Deprecation.Missing(item, reviewed, review) is not { } deprecate) return;
            report.Add(
                Info,
                reviewed.Origin,
                kind,
                item.Name.ToString(),
                string.Empty,
                "application versions that still call it fail",
                deprecate + ", and give a changed one another name");
            return;
        }

        if (known is [{ Definition: CreateRoutine old }] && Changes(old, later) is { } change)
        {
            report.Add(Info, reviewed.Origin, kind, item.Name.ToString(), " and made again", $"it {change}, and calls of running versions fail or go wrong", "give the new one another name, and drop this one in a later release");
            return;
        }

        if (later.Exists(it => it.Operation is GrantPrivileges or RevokePrivileges) || (known.Count > 0 && known.All(routine => routine.Grants.IsEmpty))) return;
        report.Add(
            Info,
            reviewed.Origin,
            kind,
            item.Name.ToString(),
            " and made again",
            "what was granted on it or revoked is lost, so everybody may call the new one",
            "use CREATE OR REPLACE where its arguments and result stay, else grant and revoke again in the same transaction");
    }

    /// <summary>Only triggers call it.</summary>
    private static bool IsTrigger(Schema.Routine routine) =>
        routine.Definition is CreateRoutine { Returns: { } returns } && returns.Equals("trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>What callers see changed, if none of those that are made takes their calls; null if one does, or nothing is known of it.</summary>
    private static string? Changes(CreateRoutine old, List<ReviewedOperation> later)
    {
        var changes = later.Select(it => it.Operation).OfType<CreateRoutine>().Where(create => create.Routine.Matches(old.Routine)).Select(create => RoutineReplacement.ChangeForCallers(old, create)).ToList();
        return changes.Contains(null) ? null : changes.FirstOrDefault();
    }

    private static bool IsMadeAgain(Operation operation, DatabaseObject item) => operation switch
    {
        CreateRoutine create => create.Routine.Matches(item.Name),
        DefineObject { Object.Kind: ObjectKind.Aggregate } define => define.Object.Name.Matches(item.Name),
        RenameObject { Object.Kind: ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate } rename => rename.NewName == item.Name.Name,
        _ => false,
    };
}
