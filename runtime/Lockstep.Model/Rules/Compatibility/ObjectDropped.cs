using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3012.</summary>
public sealed class ObjectDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3012",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A type, sequence, role or extension is dropped only when no running version uses it",
        "{0} is dropped: {1}; {2}",
        "PostgreSQL refuses to drop what its own objects depend on, but it does not know what applications use: casts and parameters of a type, nextval of " +
        "a sequence, a role that they log in with, functions of an extension. While a release rolls out, the version before it still runs.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case DropField drop when !SchemaLookup.IsMadeHere(reviewed, drop.Type, review):
                report.Add(
                    Info,
                    reviewed.Origin,
                    $"Attribute '{drop.Attribute}' of type '{drop.Type}'",
                    "its values are lost in every column of the type, and application versions that still name it fail",
                    "stop using it in this release and drop it in a later one");
                break;
            case DropObject drop when Harm(drop.Object, reviewed) is { } harm && !SchemaLookup.IsMadeHere(reviewed, drop.Object, review) && !IsThereAgain(drop.Object, reviewed, review):
                if (Deprecation.Missing(drop.Object, reviewed, review) is { } whatToDo) report.Add(Info, reviewed.Origin, $"{Kind(drop.Object.Kind)} '{drop.Object.Name}'", harm, whatToDo);
                break;
        }
    }

    /// <summary>What happens to who still uses it; null if it is of a kind that applications don't name, or another rule is about it.</summary>
    private static string? Harm(DatabaseObject item, ReviewedOperation reviewed) => item.Kind switch
    {
        ObjectKind.Type or ObjectKind.Domain => "application versions that still name it, in a cast or for a parameter, fail",
        // One that belongs to a column nobody names.
        ObjectKind.Sequence when reviewed.Before.Find(item.Name) is not Sequence { OwnerTable: not null } => "application versions that still draw from it fail",
        ObjectKind.Role => "who still logs in with it, or is its member, is locked out",
        ObjectKind.Extension => "application versions that still use its functions, types or operators fail",
        ObjectKind.Operator or ObjectKind.Collation or ObjectKind.TextSearchConfiguration => "application versions whose queries still use it fail",
        ObjectKind.Server or ObjectKind.ForeignDataWrapper => "application versions that still read foreign tables through it fail",
        _ => null,
    };

    private static string Kind(ObjectKind kind)
    {
        var words = kind.Words().ToLowerInvariant();
        return char.ToUpperInvariant(words[0]) + words.Substring(1);
    }

    private static bool IsThereAgain(DatabaseObject item, ReviewedOperation reviewed, MigrationReview review)
    {
        var end = TransactionOutcome.Of(reviewed.Statement, review);
        // What PostgreSQL refuses to drop is there too.
        return item.Kind switch
        {
            ObjectKind.Type or ObjectKind.Domain => SchemaLookup.Type(end, item.Name) is not null && MakesIt(reviewed, review, item),
            ObjectKind.Sequence => end.Find(item.Name) is Sequence && MakesIt(reviewed, review, item),
            _ => end.Others.Any(other => SchemaLookup.Is(other, item)) && MakesIt(reviewed, review, item),
        };
    }

    private static bool MakesIt(ReviewedOperation reviewed, MigrationReview review, DatabaseObject item) => TransactionOutcome.Rest(reviewed.Statement, review)
        .Any(later => later.Operation switch
        {
            CreateEnumType create => create.Type.Matches(item.Name),
            CreateCompositeType create => create.Type.Matches(item.Name),
            CreateRangeType create => create.Type.Matches(item.Name),
            CreateDomain create => create.Domain.Matches(item.Name),
            CreateSequence create => create.Sequence.Matches(item.Name),
            CreateExtension create => create.Name == item.Name.Name,
            CreateRole create => create.Name == item.Name.Name,
            DefineObject define => define.Object.Kind == item.Kind && define.Object.Name.Matches(item.Name),
            RenameObject rename => rename.Object.Kind == item.Kind && rename.NewName == item.Name.Name,
            _ => false,
        });
}
