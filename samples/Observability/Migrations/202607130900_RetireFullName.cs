using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// From here on no application version reads or writes full_name, so the two names are kept equal no longer.
/// Why: the declaration lets a later release drop the column; this release leaves it, for the version that still runs beside it.
/// Rollback: brings the trigger back and copies the names that changed meanwhile.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds.
/// </summary>
[Migration(2026_07_13_0900, "Retire users.full_name", Ticket = "OBS-238")]
[Deprecates("users.full_name")]
public sealed class RetireFullName : Migration
{
    public override void Up()
    {
        Drop.Trigger("users_sync_names").On("users");
        Drop.Function("sync_user_names");
    }

    public override void Down()
    {
        Backfill.Table("users").Set("full_name = display_name")
            .Where("display_name IS NOT NULL AND full_name IS DISTINCT FROM display_name");
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
}
