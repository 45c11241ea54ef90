using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Where alerts are sent: mail, chat, pager, web hook.
/// Why: made after organisations, so it has its tenant, its policy and its trigger from the start. Tokens are kept in the secret store;
/// the row only has their name there.
/// Rollback: drops the table with all channels.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on organisations for a moment.
/// </summary>
[Migration(2026_03_16_0900, "Create notification_channels", Ticket = "OBS-169")]
public sealed class CreateNotificationChannels : Migration
{
    public override void Up()
    {
        Create.Table("notification_channels")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("organisation_id", BigInt).NotNull().References("organisations")
            .WithColumn("name", Text).NotNull()
            .WithColumn("kind", Text).NotNull().Check("kind IN ('email', 'slack', 'pagerduty', 'webhook')")
            .WithColumn("config", Jsonb).NotNull().DefaultSql("'{}'")
            .WithColumn("secret_name", Text)
            .WithColumn("is_enabled", Boolean).NotNull().DefaultValue(true)
            .WithColumn("updated_at", TimestampTz).NotNull().DefaultSql("now()");
        Create.Index("ix_notification_channels_organisation_id").On("notification_channels", "organisation_id");
        Create.Trigger("notification_channels_set_updated_at").On("notification_channels").Before().Update().ForEachRow().When("OLD.* IS DISTINCT FROM NEW.*").Execute("set_updated_at");
        Create.Policy("notification_channels_of_tenant").On("notification_channels")
            .Using("organisation_id = nullif(current_setting('app.organisation_id', true), '')::bigint");
        Alter.Table("notification_channels").EnableRowLevelSecurity();
    }

    public override void Down()
    {
        Drop.Table("notification_channels");
    }
}
