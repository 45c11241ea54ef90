using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Authoring;

/// <summary>LS1016.</summary>
public sealed class OneTableAMigration : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS1016",
        RuleCategory.Authoring,
        RuleSeverity.Warning,
        "A migration changes one table",
        "Migration '{0}' changes {1}: make a migration for each, so that each can be applied and taken back on its own",
        "One change a migration keeps reviews short and a rollback precise. Tables that the migration itself makes do not count.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        if (review.Script.Runner != ScriptRunner.Lockstep) return;
        var tables = new List<ObjectName>();
        foreach (var reviewed in review.Up.SelectMany(statement => statement.Operations))
        {
            var table = reviewed.Operation switch
            {
                TableChange change => change.Table,
                CreateIndex create => create.Table,
                CreateTrigger create => create.Table,
                DropTable drop => drop.Table,
                _ => (Sql.QualifiedName?)null,
            };
            if (table is not { } name || reviewed.IsMadeHere(name)) continue;
            var whole = reviewed.NameOf(name);
            if (!tables.Contains(whole)) tables.Add(whole);
        }

        if (tables.Count > 1) report.Add(Info, review.Script.Origin, review.Script.Name, string.Join(", ", tables.Select(table => $"'{table}'")));
    }
}
