using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Expand: the column that takes the place of full_name, and a trigger that keeps both equal.
/// Why: people choose how they are called. Application versions with the old and the new column run side by side for a while, and each
/// must see what the other writes.
/// Rollback: drops trigger, function and column; full_name has every change.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds.
/// </summary>
[Migration(2026_06_29_0900, "Add users.display_name", Ticket = "OBS-232")]
public sealed class AddUsersDisplayName : Migration
{
    public override void Up()
    {
        Alter.Table("users").AddColumn("display_name", Text);
        Create.Function("sync_user_names").ReturnsTrigger().Language("plpgsql").Body("""
            BEGIN
                IF TG_OP = 'INSERT' THEN
                    NEW.display_name := coalesce(NEW.display_name, NEW.full_name);
                    NEW.full_name := coalesce(NEW.full_name, NEW.display_name);
                ELSIF NEW.display_name IS DISTINCT FROM OLD.display_name AND NEW.display_name IS NOT NULL THEN
                    NEW.full_name := NEW.display_name;
                ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name THEN
                    NEW.display_name := NEW.full_name;
                END IF;
                RETURN NEW;
            END
            """);
        Create.Trigger("users_sync_names").On("users").Before().Insert().Update().ForEachRow().Execute("sync_user_names");
    }

    public override void Down()
    {
        Drop.Trigger("users_sync_names").On("users");
        Drop.Function("sync_user_names");
        Alter.Table("users").DropColumn("display_name");
    }
}
