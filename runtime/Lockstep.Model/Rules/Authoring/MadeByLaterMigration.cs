using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1014.</summary>
public sealed class MadeByLaterMigration : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1014",
        RuleCategory.Authoring,
        RuleSeverity.Error,
        "A migration uses only what is there when it runs",
        "'{0}' is not there yet: migration {1} ({2}) makes it, and runs after this one; give this one a higher version",
        "Migrations run in the order of their versions. One that uses a table that a later one makes fails on every new database, although it worked on the " +
        "author's, where the later one had run already.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || review.History.MadeLater is not { } madeLater) return;
        foreach (var relation in Used(reviewed.Operation))
        {
            if (reviewed.Before.Find(relation) is not null || madeLater(reviewed.NameOf(relation)) is not { } later) continue;
            report.Add(
                Info,
                reviewed.Origin,
                relation.ToString(),
                later.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
                later.Name);
        }
    }

    /// <summary>The relations that must be there before.</summary>
    private static IEnumerable<QualifiedName> Used(Operation operation) => operation switch
    {
        AddConstraint { Constraint: ForeignKeyConstraint key } add => [add.Table, key.Target.Table],
        AddColumn { Column.References: { } target } add => [add.Table, target.Table],
        AttachPartition attach => [attach.Table, attach.Partition],
        TableChange { IfTableExists: false } change => [change.Table],
        CreateTable create => Targets(create),
        CreatePartition create => [create.Parent],
        CreateIndex create => [create.Table],
        CreateTrigger create => [create.Table],
        CreatePolicy create => [create.Table],
        DropTable { IfExists: false } drop => [drop.Table],
        InsertRows insert => [insert.Table],
        UpdateRows update => [update.Table],
        DeleteRows delete => [delete.Table],
        _ => [],
    };

    private static IEnumerable<QualifiedName> Targets(CreateTable create)
    {
        var inline = create.Columns.Select(column => column.References?.Table);
        var beside = create.Constraints.Select(constraint => (constraint as ForeignKeyConstraint)?.Target.Table);
        // A table may refer to itself.
        return inline.Concat(beside).OfType<QualifiedName>().Where(target => target != create.Table);
    }
}
