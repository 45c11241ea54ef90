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
        Execute.Sql("""
            CREATE TRIGGER settings_set_updated_at BEFORE UPDATE ON settings
                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION set_updated_at();

            INSERT INTO settings (key, value, description) VALUES
                ('audit.retention_days', '365', 'How long audit entries are kept'),
                ('metrics.retention_days', '90', 'How long raw metrics are kept'),
                ('session.timeout_seconds', '3600', 'How long an idle session lives'),
                ('login.max_attempts', '5', 'Failed sign-ins before an account is locked'),
                ('login.lockout_seconds', '900', 'How long a locked account stays locked')
            """);
    }

    public override void Down()
    {
        Drop.Table("settings");
    }
}
