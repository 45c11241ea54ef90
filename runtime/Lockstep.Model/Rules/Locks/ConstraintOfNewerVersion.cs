using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2036.</summary>
public sealed class ConstraintOfNewerVersion : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2036",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "What a constraint says is known to the PostgreSQL that it is for",
        "PostgreSQL {0} does not know {1}, which came with {2}; {3}, or set lockstep_postgres_version if all servers are newer",
        "The migration would fail with a syntax error. The version is the oldest that the migrations have to run on.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var version = review.Options.PostgresVersion;
        foreach (var (what, since, whatToDo) in Of(reviewed.Operation).Distinct())
        {
            if (version < since) report.Add(Info, reviewed.Origin, version.ToString(CultureInfo.InvariantCulture), what, since.ToString(CultureInfo.InvariantCulture), whatToDo);
        }
    }

    private static IEnumerable<(string What, int Since, string WhatToDo)> Of(Operation operation)
    {
        const string LeaveOut = "take it out";
        if (operation is CreateIndex { NullsNotDistinct: true }) yield return ("NULLS NOT DISTINCT", 15, "take it out, or index coalesce(column, …)");
        if (operation is AlterConstraint { Enforced: not null } or AlterConstraint { Inherits: not null }) yield return ("this ALTER CONSTRAINT", 18, "drop the constraint, and add it as it should be");
        var tableLevel = operation switch
        {
            AddConstraint { Constraint: NotNullConstraint } => true,
            CreateTable create => create.Constraints.Any(constraint => constraint is NotNullConstraint),
            _ => false,
        };
        if (tableLevel) yield return ("NOT NULL as a table constraint", 18, "use SET NOT NULL after a validated CHECK (column IS NOT NULL)");
        foreach (var constraint in NewConstraints.Written(operation))
        {
            if (constraint.NotEnforced) yield return ("NOT ENFORCED", 18, LeaveOut);
            if (constraint is UniqueConstraint { NullsNotDistinct: true }) yield return ("NULLS NOT DISTINCT", 15, LeaveOut);
            if (constraint is IndexConstraint { WithoutOverlaps: true }) yield return ("WITHOUT OVERLAPS", 18, "use EXCLUDE USING gist");
            if (constraint is ForeignKeyConstraint { Target.Period: true }) yield return ("PERIOD in a foreign key", 18, LeaveOut);
            if (constraint is ForeignKeyConstraint { Target.OnDeleteColumns.IsEmpty: false }) yield return ("columns behind ON DELETE SET", 15, LeaveOut);
        }
    }
}
