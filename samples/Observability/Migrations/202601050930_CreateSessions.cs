using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Signed-in sessions; only a hash of the refresh token is kept.
/// Why: sessions must be revocable one by one and per user, which a cache alone does not give.
/// Rollback: drops the table; everybody signs in again.
/// Impact: a new table. Its foreign key takes SHARE ROW EXCLUSIVE on users for a moment.
/// </summary>
[Migration(2026_01_05_0930, "Create sessions", Ticket = "OBS-106")]
public sealed class CreateSessions : Migration
{
    public override void Up()
    {
        Create.Table("sessions")
            .WithColumn("id", Uuid).PrimaryKey().DefaultSql("gen_random_uuid()")
            .WithColumn("user_id", BigInt).NotNull().References("users", onDelete: ReferentialAction.Cascade)
            .WithColumn("refresh_token_hash", Bytea).NotNull().Unique()
            .WithColumn("ip", Inet)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithColumn("expires_at", TimestampTz).NotNull()
            .WithColumn("revoked_at", TimestampTz)
            .WithCheck("sessions_expire_later", "expires_at > created_at");
        Create.Index("ix_sessions_user_id").On("sessions", "user_id");
    }

    public override void Down()
    {
        Drop.Table("sessions");
    }
}
