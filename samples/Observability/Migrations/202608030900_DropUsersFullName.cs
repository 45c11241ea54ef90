using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Contract: the old column goes, three releases after its heir came.
/// Why: two names invite someone to read the wrong one.
/// Rollback: adds the column again and fills it from display_name, which is what it was when it was dropped.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds; the space comes back as rows are rewritten.
/// </summary>
[Migration(2026_08_03_0900, "Drop users.full_name", Ticket = "OBS-241")]
public sealed class DropUsersFullName : Migration
{
    public override void Up()
    {
        Alter.Table("users").DropColumn("full_name");
    }

    public override void Down()
    {
        Alter.Table("users").AddColumn("full_name", Text);
        Backfill.Table("users").Set("full_name = display_name").Where("display_name IS NOT NULL");
    }
}
