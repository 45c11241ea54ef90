using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// When a user was last changed, kept by a trigger; with the trigger function that other tables use later.
/// Why: synchronisation with the directory needs to know what changed, and not every writer can be trusted to say so.
/// Rollback: drops trigger, column and function; the moments of change are lost.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds: now() is stable, so the default is stored once and no row is rewritten.
/// </summary>
[Migration(2026_01_26_0900, "Add users.updated_at", Ticket = "OBS-121")]
public sealed class StampUsers : Migration
{
    public override void Up()
    {
        Create.Function("set_updated_at").ReturnsTrigger().Language("plpgsql").Body("""
            BEGIN
                NEW.updated_at := now();
                RETURN NEW;
            END
            """);
        Alter.Table("users").AddColumn("updated_at", TimestampTz).NotNull().DefaultSql("now()");
        Create.Trigger("users_set_updated_at").On("users").Before().Update().ForEachRow().When("OLD.* IS DISTINCT FROM NEW.*").Execute("set_updated_at");
    }

    public override void Down()
    {
        Drop.Trigger("users_set_updated_at").On("users");
        Alter.Table("users").DropColumn("updated_at");
        Drop.Function("set_updated_at");
    }
}
