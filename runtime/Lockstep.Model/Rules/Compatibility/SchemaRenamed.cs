using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3005.</summary>
public sealed class SchemaRenamed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3005",
        RuleCategory.Compatibility,
        RuleSeverity.Error,
        "A schema is not renamed while application versions use its name",
        "Schema '{0}' is renamed to '{1}': application versions that still say '{0}.…', or have '{0}' in their search_path, fail on everything in it; make " +
        "'{1}' beside it and move the tables one at a time, each with a view under its old name",
        "All names in the schema change at once, and a search_path that names it finds nothing any more. PostgreSQL has no second name for a schema.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not RenameObject { Object.Kind: ObjectKind.Schema } rename) return;
        var name = rename.Object.Name.Name;
        if (SchemaLookup.IsMadeHere(reviewed, rename.Object, review)) return;
        report.Add(Info, reviewed.Origin, name, rename.NewName);
    }
}
