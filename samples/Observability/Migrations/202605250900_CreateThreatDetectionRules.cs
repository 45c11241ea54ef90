using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// What counts as a threat: a pattern over events, and what to do on a match. A rule without an organisation holds for all.
/// Why: the security team changes thresholds (five failed sign-ins, say) without a deployment.
/// Rollback: drops the table; detection falls back to the built-in rules.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on organisations for a moment.
/// </summary>
[Migration(2026_05_25_0900, "Create threat_detection_rules", Ticket = "OBS-211")]
public sealed class CreateThreatDetectionRules : Migration
{
    public override void Up()
    {
        Create.Table("threat_detection_rules")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("organisation_id", BigInt).References("organisations", onDelete: ReferentialAction.Cascade)
            .WithColumn("name", Text).NotNull()
            .WithColumn("pattern", Jsonb).NotNull()
            .WithColumn("severity", Text).NotNull().Check("severity IN ('low', 'medium', 'high', 'critical')")
            .WithColumn("blocks_source", Boolean).NotNull().DefaultValue(false)
            .WithColumn("is_enabled", Boolean).NotNull().DefaultValue(true);
        Create.Index("ux_threat_detection_rules_name").On("threat_detection_rules", "coalesce(organisation_id, 0)", "name").Unique();
        Create.Index("ix_threat_detection_rules_organisation_id").On("threat_detection_rules", "organisation_id");
        Insert.Into("threat_detection_rules")
            .Row(new
            {
                name = "Brute force",
                pattern = """{"kind": "login_failed", "count": 5, "seconds": 300}""",
                severity = "high",
                blocks_source = true,
            })
            .Row(new
            {
                name = "Privilege escalation",
                pattern = """{"kind": "role_changed", "to": "admin"}""",
                severity = "critical",
                blocks_source = false,
            });
    }

    public override void Down()
    {
        Drop.Table("threat_detection_rules");
    }
}
