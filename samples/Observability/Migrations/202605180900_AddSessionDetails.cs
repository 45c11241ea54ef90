using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// When a session was last used and on what, and an index for the job that ends idle ones.
/// Why: users want to see where they are signed in. The columns are one transaction, the index is a step outside.
/// Rollback: drops index and columns; sessions go on.
/// Impact: ACCESS EXCLUSIVE on sessions for some milliseconds; then the index is built while everyone works (seconds).
/// </summary>
[Migration(2026_05_18_0900, "Add sessions.last_seen_at and device", Ticket = "OBS-205")]
public sealed class AddSessionDetails : Migration
{
    public override void Up()
    {
        Alter.Table("sessions")
            .AddColumn("last_seen_at", TimestampTz)
            .AddColumn("device", Jsonb);
        Create.Index("ix_sessions_live").On("sessions", "expires_at").Where("revoked_at IS NULL").Concurrently();
    }

    public override void Down()
    {
        Drop.Index("ix_sessions_live").Concurrently();
        Alter.Table("sessions")
            .DropColumn("device")
            .DropColumn("last_seen_at");
    }
}
