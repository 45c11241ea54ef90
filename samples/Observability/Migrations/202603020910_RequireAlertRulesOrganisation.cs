using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Step five for alert_rules: the organisation is NOT NULL, and every writer has to name it.
/// Why: the validated check proves that there is no null, so SET NOT NULL reads no row; after it the check says nothing new. It is dropped
/// in a statement after SET NOT NULL: dropped in the same one, it would prove nothing. The default goes, because now that all application
/// versions know tenants, a row that forgets its tenant must be an error.
/// Rollback: brings default and check back. The check is validated in a step of its own, while reads and writes go on.
/// Impact: ACCESS EXCLUSIVE on alert_rules for some milliseconds.
/// </summary>
[Migration(2026_03_02_0910, "Require alert_rules.organisation_id", Ticket = "OBS-157")]
[SafeBecause("LS3016", "all application versions that run name the organisation by now")]
public sealed class RequireAlertRulesOrganisation : Migration
{
    public override void Up()
    {
        Alter.Table("alert_rules").Column("organisation_id").SetNotNull().DropDefault();
        Alter.Table("alert_rules").DropConstraint("alert_rules_organisation_id_present");
    }

    public override void Down()
    {
        Alter.Table("alert_rules").Column("organisation_id").SetDefaultSql("default_organisation_id()");
        Alter.Table("alert_rules").AddCheck("alert_rules_organisation_id_present", "organisation_id IS NOT NULL").NotValid();
        NewStep();
        Alter.Table("alert_rules").ValidateConstraint("alert_rules_organisation_id_present").Column("organisation_id").DropNotNull();
    }
}
