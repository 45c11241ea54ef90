using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// How a user likes to see things: theme, language, time zone, start dashboard.
/// Why: at most one row a user, written often, so it is kept off the users table.
/// Rollback: drops the table; everyone sees the defaults.
/// Impact: a new table. Its foreign keys take SHARE ROW EXCLUSIVE on users and dashboards for a moment.
/// </summary>
[Migration(2026_05_18_0930, "Create user_preferences", Ticket = "OBS-208")]
public sealed class CreateUserPreferences : Migration
{
    public override void Up()
    {
        Create.Table("user_preferences")
            .WithColumn("user_id", BigInt).PrimaryKey().References("users", onDelete: ReferentialAction.Cascade)
            .WithColumn("theme", Text).NotNull().DefaultValue("system").Check("theme IN ('system', 'light', 'dark')")
            .WithColumn("language", Text).NotNull().DefaultValue("en")
            .WithColumn("time_zone", Text).NotNull().DefaultValue("UTC")
            .WithColumn("start_dashboard_id", BigInt).References("dashboards", onDelete: ReferentialAction.SetNull);
        Create.Index("ix_user_preferences_start_dashboard_id").On("user_preferences", "start_dashboard_id");
    }

    public override void Down()
    {
        Drop.Table("user_preferences");
    }
}
