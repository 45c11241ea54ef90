using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3011.</summary>
public sealed class SchemaDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3011",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A migration does not drop a schema, a database or a role's objects with all that is in them",
        "{0}: {1}; {2}",
        "DROP SCHEMA … CASCADE, DROP DATABASE and DROP OWNED drop whatever they find on the server that they run on. No Down brings it back.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case DropObject { Object.Kind: ObjectKind.Schema, Cascade: true } drop when !SchemaLookup.IsMadeHere(reviewed, drop.Object, review):
                OfSchema(reviewed, drop, report);
                break;
            case DropObject { Object.Kind: ObjectKind.Database } drop when !SchemaLookup.IsMadeHere(reviewed, drop.Object, review):
                report.Add(
                    Info,
                    reviewed.Origin,
                    $"Database '{drop.Object.Name}' is dropped",
                    "all of its data is lost at once, and no transaction can take that back",
                    "take it out; a database is dropped by hand, after a backup");
                break;
            case DropOwned owned:
                report.Add(
                    Info,
                    reviewed.Origin,
                    $"DROP OWNED BY {Listing.Of(owned.Roles)} drops every object of the role in this database",
                    "tables go with their rows, and nobody reads in the migration which",
                    "move the objects with REASSIGN OWNED first, or drop them by their names");
                break;
        }
    }

    private void OfSchema(ReviewedOperation reviewed, DropObject drop, Report report)
    {
        var name = drop.Object.Name.Name;
        var before = reviewed.Before;
        var tables = before.Relations.OfType<Schema.Table>().Where(table => table.Name.Schema == name).Select(table => $"'{table.Name.Name}'").ToList();
        var isKnown = before.Schemas.Find(new(string.Empty, name)) is not null;
        if (isKnown && tables.Count == 0 && before.Relations.All(relation => relation.Name.Schema != name)) return;
        report.Add(
            Info,
            reviewed.Origin,
            $"Schema '{name}' is dropped with CASCADE",
            tables.Count > 0 ? $"its tables go with their rows ({Listing.Of(tables)})" : "all that is in it goes, tables with their rows",
            "drop what is in it by name, in releases after the one that stopped using it, and the empty schema without CASCADE");
    }
}
