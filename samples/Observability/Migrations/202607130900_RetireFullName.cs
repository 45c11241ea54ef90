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
        Execute.Sql("DROP TRIGGER users_sync_names ON users");
        Execute.Sql("DROP FUNCTION sync_user_names()");
    }

    public override void Down()
    {
        Execute.Sql("""
            UPDATE users SET full_name = display_name
            WHERE display_name IS NOT NULL AND full_name IS DISTINCT FROM display_name
            """);
        Execute.Sql("""
            CREATE FUNCTION sync_user_names() RETURNS trigger
            LANGUAGE plpgsql
            AS $$
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
            $$;

            CREATE TRIGGER users_sync_names BEFORE INSERT OR UPDATE ON users
                FOR EACH ROW EXECUTE FUNCTION sync_user_names();
            """);
    }
}
