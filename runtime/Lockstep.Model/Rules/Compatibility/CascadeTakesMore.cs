using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3008.</summary>
public sealed class CascadeTakesMore : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3008",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "What a migration drops is named in it",
        "CASCADE takes more than {0}: {1}; {2}",
        "CASCADE drops whatever depends on the object, on the server that it runs on: views, foreign keys, columns, functions. What that is nobody reads " +
        "in the migration, and Down does not bring it back. TRUNCATE … CASCADE empties every table that references the ones it names.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // Of a table that does not exist there is nothing that could go.
        if (reviewed.Statement.IsDown || (review.History.IsComplete && reviewed.Operation is DropTable { IfExists: true } none && reviewed.Table(none.Table) is null)) return;
        switch (reviewed.Operation)
        {
            case DropTable { Cascade: true } drop:
                OfRelation(reviewed, $"table '{drop.Table}'", reviewed.NameOf(drop.Table), report);
                break;
            case DropColumn { Cascade: true } drop:
                OfRelation(reviewed, $"column '{drop.Table}.{drop.Column}'", reviewed.NameOf(drop.Table), report);
                break;
            case DropConstraint { Cascade: true } drop:
                OfRelation(reviewed, $"constraint '{drop.Name}' of '{drop.Table}'", reviewed.NameOf(drop.Table), report);
                break;
            case DropIndex { Cascade: true } drop:
                OfRelation(reviewed, $"index '{drop.Index}'", reviewed.NameOf(drop.Index), report);
                break;
            // That a schema goes with all that is in it another rule says.
            case DropObject { Cascade: true, Object.Kind: not ObjectKind.Schema } drop:
                OfObject(reviewed, drop, report);
                break;
            case Truncate { Cascade: true } truncate:
                OfTruncate(reviewed, truncate, report);
                break;
        }
    }

    private void OfRelation(ReviewedOperation reviewed, string what, ObjectName name, Report report)
    {
        if (reviewed.Before.Relations.Find(name) is not null) OfKnown(reviewed, what, name, report);
        else OfUnknown(reviewed, what, report);
    }

    private void OfObject(ReviewedOperation reviewed, DropObject drop, Report report)
    {
        var item = drop.Object;
        var what = $"{item.Kind.Words().ToLowerInvariant()} '{item.Name}'";
        var relation = reviewed.Before.Find(item.Name);
        var isKnown = item.Kind switch
        {
            ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable => relation is not null,
            ObjectKind.Type or ObjectKind.Domain => SchemaLookup.Type(reviewed.Before, item.Name) is not null,
            // Nothing that the schema follows depends on these, or it can't tell.
            ObjectKind.Policy or ObjectKind.Rule or ObjectKind.Trigger or ObjectKind.Statistics or ObjectKind.Publication => true,
            _ => false,
        };
        if (isKnown) OfKnown(reviewed, what, relation?.Name, report);
        else OfUnknown(reviewed, what, report);
    }

    private void OfTruncate(ReviewedOperation reviewed, Truncate truncate, Report report)
    {
        var tables = truncate.Tables.Select(reviewed.NameOf).ToList();
        var more = Dependents.OfTruncate(reviewed.Before, tables).Where(table => !reviewed.IsNew(table)).Select(table => $"'{table}'").ToList();
        var what = string.Join(", ", truncate.Tables.Select(table => $"'{table}'"));
        const string WhatToDo = "name the tables that are to be emptied, and leave CASCADE out";
        if (more.Count > 0) report.Add(Info, reviewed.Origin, what, $"{Listing.Of(more)} {(more.Count == 1 ? "loses its" : "lose their")} rows too", WhatToDo);
        else if (tables.Exists(table => reviewed.Before.Relations.Find(table) is null)) report.Add(Info, reviewed.Origin, what, "every table that references it loses its rows too", WhatToDo);
    }

    private void OfKnown(ReviewedOperation reviewed, string what, ObjectName? relation, Report report)
    {
        var gone = Dependents.Of(reviewed.Operation, reviewed.Before, relation);
        if (gone.Count == 0) return;
        var goes = gone.Count == 1 ? " goes too" : " go too";
        report.Add(Info, reviewed.Origin, what, Listing.Of(gone) + goes, "drop or change what depends on it in statements of its own, and leave CASCADE out");
    }

    private void OfUnknown(ReviewedOperation reviewed, string what, Report report) => report.Add(
        Info,
        reviewed.Origin,
        what,
        "whatever depends on it goes too, and the migration does not say what that is",
        "look what depends on it, drop that in statements of its own, and leave CASCADE out");
}
