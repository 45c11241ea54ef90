using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3009.</summary>
public sealed class ViewDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3009",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A view that running versions read stays, with its columns and grants",
        "{0} '{1}' is dropped{2}: {3}; {4}",
        "While a release rolls out, the version before it still reads the view. DROP VIEW and CREATE VIEW in one transaction leave no gap, but the new view " +
        "has none of the old one's grants. CREATE OR REPLACE VIEW keeps them; it can add columns at the end.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not DropObject { Object: { Kind: ObjectKind.View or ObjectKind.MaterializedView, Name: var name } } drop) return;
        if (reviewed.IsMadeHere(name) || (drop.IfExists && review.History.IsComplete && reviewed.Before.Find(name) is null)) return;
        var whole = reviewed.NameOf(name);
        if (Deprecation.Missing(whole, null, name.ToString(), review) is not { } deprecate) return;

        var old = reviewed.Before.Find(name) as View;
        var kind = drop.Object.Kind == ObjectKind.View ? "View" : "Materialized view";
        if (IsMadeAgain(reviewed, whole, review) is not { } now)
        {
            report.Add(Info, reviewed.Origin, kind, name.ToString(), string.Empty, "application versions that still read it fail", deprecate);
        }
        else if (Gap(old, now, reviewed, review) is { } gap)
        {
            var orReplace = kind == "View" ? "use CREATE OR REPLACE VIEW where columns are only added at the end, else " : string.Empty;
            report.Add(Info, reviewed.Origin, kind, name.ToString(), " and made again", "the new one " + gap, orReplace + "put back in the same transaction what running versions need");
        }
    }

    /// <summary>What has the view's name at the end of the transaction, if a later statement makes it.</summary>
    private static RowRelation? IsMadeAgain(ReviewedOperation reviewed, ObjectName name, MigrationReview review)
    {
        var makes = TransactionOutcome.Rest(reviewed.Statement, review).Any(later => later.Operation switch
        {
            CreateView create => later.NameOf(create.View) == name,
            CreateMaterializedView create => later.NameOf(create.View) == name,
            CreateTable create => later.NameOf(create.Table) == name,
            RenameTable rename => rename.NewName == name.Name,
            _ => false,
        });
        return makes ? TransactionOutcome.Rows(reviewed, name, review) : null;
    }

    private static string? Gap(View? old, RowRelation now, ReviewedOperation reviewed, MigrationReview review)
    {
        if (old is not null) return Replacement.Gap(old, now);
        // Of a view that no migration made nobody knows the grants; that some are given shows that somebody thought of them.
        return TransactionOutcome.Rest(reviewed.Statement, review).Any(later => later.Operation is GrantPrivileges) ? null : "has none of the grants that the old one had";
    }
}
