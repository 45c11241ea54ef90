using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3007.</summary>
public sealed class ObjectRenamed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3007",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A function, type or sequence keeps its name while application versions use it",
        "{0} '{1}' {2}: application versions that still say '{1}' fail as soon as that is committed; {3}",
        "PostgreSQL follows the new name in its own objects, but not in the statements of applications, nor in the bodies of functions. While a release " +
        "rolls out, the version before it still uses the old name.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case RenameObject rename when Kind(rename.Object.Kind) is { } kind:
                Check(rename.Object, kind, $"is renamed to '{rename.NewName}'", reviewed, review, report);
                break;
            case SetObjectSchema set when Kind(set.Object.Kind) is { } kind:
                Check(set.Object, kind, $"is moved to the schema '{set.Schema}'", reviewed, review, report);
                break;
            case RenameTable rename when IsSequence(rename, reviewed):
                report.Add(Info, reviewed.Origin, "Sequence", rename.Table.ToString(), $"is renamed to '{rename.NewName}'", "leave its name, or move the application over first");
                break;
            case SetTableSchema set when IsSequence(set, reviewed):
                report.Add(Info, reviewed.Origin, "Sequence", set.Table.ToString(), $"is moved to the schema '{set.Schema}'", "leave it there, or move the application over first");
                break;
        }
    }

    private static string? Kind(ObjectKind kind) => kind switch
    {
        ObjectKind.Function or ObjectKind.Routine => "Function",
        ObjectKind.Procedure => "Procedure",
        ObjectKind.Aggregate => "Aggregate",
        ObjectKind.Type => "Type",
        ObjectKind.Domain => "Domain",
        ObjectKind.Attribute => "Attribute",
        _ => null,
    };

    private void Check(DatabaseObject item, string kind, string what, ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (SchemaLookup.IsMadeHere(reviewed, item, review)) return;
        var name = item.Name.ToString();
        var whatToDo = "leave its name, or move the application over first";
        if (item.Kind == ObjectKind.Attribute)
        {
            name = item.Of + "." + name;
        }
        else if (kind is "Function" or "Procedure" or "Aggregate")
        {
            if (IsMadeAgain(item.Name, reviewed, review)) return;
            whatToDo = $"keep one of the old name that calls the new one, and drop it in a later release";
        }

        report.Add(Info, reviewed.Origin, kind, name, what, whatToDo);
    }

    private static bool IsMadeAgain(QualifiedName name, ReviewedOperation reviewed, MigrationReview review) =>
        TransactionOutcome.Rest(reviewed.Statement, review).Any(later => later.Operation is CreateRoutine create && create.Routine.Matches(name));

    /// <summary>One that belongs to a column nobody names.</summary>
    private static bool IsSequence(TableChange change, ReviewedOperation reviewed) =>
        !reviewed.IsMadeHere(change.Table) &&
        (reviewed.Before.Find(change.Table) is { } known ? known is Sequence { OwnerTable: null } : change.Relation == RelationKind.Sequence);
}
