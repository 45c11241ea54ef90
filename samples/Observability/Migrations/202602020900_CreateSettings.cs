using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Settings of the installation, one a row.
/// Why: limits and retention (how long metrics and audit entries stay) must be changed without a deployment.
/// Rollback: drops the table; the application goes back to its built-in values.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on users for a moment.
/// </summary>
[Migration(2026_02_02_0900, "Create settings", Ticket = "OBS-127")]
public sealed class CreateSettings : Migration
{
    public override void Up()
    {
        Create.Table("settings")
            .WithColumn("key", Text).PrimaryKey()
            .WithColumn("value", Jsonb).NotNull()
            .WithColumn("description", Text)
            .WithColumn("updated_by", BigInt).References("users", onDelete: ReferentialAction.SetNull)
            .WithColumn("updated_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithCheck("settings_key_shape", "key ~ '^[a-z][a-z0-9_.]*$'");
        Create.Index("ix_settings_updated_by").On("settings", "updated_by");
        Create.Trigger("settings_set_updated_at").On("settings").Before().Update().ForEachRow().When("OLD.* IS DISTINCT FROM NEW.*").Execute("set_updated_at");
        Insert.Into("settings")
            .Row(new { key = "audit.retention_days", value = "365", description = "How long audit entries are kept" })
            .Row(new { key = "metrics.retention_days", value = "90", description = "How long raw metrics are kept" })
            .Row(new { key = "session.timeout_seconds", value = "3600", description = "How long an idle session lives" })
            .Row(new { key = "login.max_attempts", value = "5", description = "Failed sign-ins before an account is locked" })
            .Row(new { key = "login.lockout_seconds", value = "900", description = "How long a locked account stays locked" });
    }

    public override void Down()
    {
        Drop.Table("settings");
    }
}
