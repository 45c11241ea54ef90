using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The people who sign in.
/// Why: everything else belongs to someone. Addresses are compared without regard to case, so the unique index is on lower(email).
/// Rollback: drops the table with all accounts; restore them from a backup if they are wanted.
/// Impact: a new table, nobody waits.
/// </summary>
[Migration(2026_01_05_0900, "Create users", Ticket = "OBS-103")]
public sealed class CreateUsers : Migration
{
    public override void Up()
    {
        Create.Table("users")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("username", Text).NotNull()
            .WithColumn("email", Text).NotNull()
            .WithColumn("full_name", Text)
            .WithColumn("password_hash", Text).NotNull()
            .WithColumn("role", Text).NotNull().DefaultValue("readonly")
            .WithColumn("is_active", Boolean).NotNull().DefaultValue(true)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithUnique("username")
            .WithCheck("users_role_known", "role IN ('superuser', 'monitor', 'readonly')");
        Create.Index("ux_users_email").On("users", "lower(email)").Unique();
    }

    public override void Down()
    {
        Drop.Table("users");
    }
}
