using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5032.</summary>
public sealed class RowSecurityWithoutPolicy : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5032",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table with row security has a policy that lets rows through",
        "'{0}' has row security on and no permissive policy when the migration is done: all its rows are hidden from everybody but its owner and superusers, without an error; {1}",
        "Row security denies what no permissive policy allows. A restrictive policy only takes rows away from what others allow.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case SetRowSecurity { Enabled: true } set:
                Add(set.Table, "create a policy before it");
                break;
            case DropObject { Object: { Kind: ObjectKind.Policy, Of: { } table } } when reviewed.Table(table) is { RowSecurity: true } before && Lets(before):
                Add(table, "create another policy, or DISABLE ROW LEVEL SECURITY");
                break;
        }

        void Add(QualifiedName table, string whatToDo)
        {
            if (IsHidden(table, reviewed, review)) report.Add(Info, reviewed.Origin, table.ToString(), whatToDo);
        }
    }

    private static bool IsHidden(QualifiedName name, ReviewedOperation reviewed, MigrationReview review)
    {
        if (review.AfterUp.Relations.Find(reviewed.NameOf(name)) is { } known) return known is Table { RowSecurity: true } table && !Lets(table);
        return !review.Up.SelectMany(statement => statement.Operations).Any(other => other.Operation switch
        {
            CreatePolicy { Restrictive: false } create => other.NameOf(create.Table) == reviewed.NameOf(name),
            SetRowSecurity { Enabled: false } off => other.NameOf(off.Table) == reviewed.NameOf(name),
            _ => false,
        });
    }

    private static bool Lets(Table table) => table.Policies.Any(policy => !policy.Definition.Restrictive);
}
