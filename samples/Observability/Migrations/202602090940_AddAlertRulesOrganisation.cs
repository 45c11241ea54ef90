using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The organisation of an alert rule, still nullable.
/// Why: step one for alert rules. A migration a table, so that no two of them are locked together.
/// Rollback: drops the column; who belongs where is lost, which is nothing as long as there is one organisation.
/// Impact: ACCESS EXCLUSIVE on alert_rules for some milliseconds. The default is set apart from the column, so it is for new rows only.
/// </summary>
[Migration(2026_02_09_0940, "Add alert_rules.organisation_id", Ticket = "OBS-139")]
public sealed class AddAlertRulesOrganisation : Migration
{
    public override void Up()
    {
        Alter.Table("alert_rules").AddColumn("organisation_id", BigInt).Column("organisation_id").SetDefaultSql("default_organisation_id()");
    }

    public override void Down()
    {
        Alter.Table("alert_rules").DropColumn("organisation_id");
    }
}
