using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Users from before the trigger get their full name as display name.
/// Why: apart from the column, so that no ACCESS EXCLUSIVE lock is held while rows are written.
/// Rollback: empties the column where it equals full_name; going up fills it again. The trigger leaves full_name alone when a display name
/// becomes null.
/// Impact: ROW EXCLUSIVE; writes each user once, in batches (thousands, below a second).
/// </summary>
[Migration(2026_07_06_0900, "Fill users.display_name", Ticket = "OBS-235")]
public sealed class BackfillDisplayNames : Migration
{
    public override void Up()
    {
        Backfill.Table("users").Set("display_name = full_name").Where("display_name IS NULL AND full_name IS NOT NULL");
    }

    public override void Down()
    {
        Update.Table("users").Set(("display_name", null)).Where("display_name = full_name");
    }
}
