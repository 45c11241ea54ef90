using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// New users are viewers, and the old role names are refused.
/// Why: all application versions that run write the new names by now.
/// Rollback: both names are accepted again, and new users are readonly.
/// Impact: ACCESS EXCLUSIVE on users for some milliseconds; NOT VALID looks at no row.
/// </summary>
[Migration(2026_04_13_0900, "Refuse the old role names", Ticket = "OBS-184")]
public sealed class RefuseOldRoleNames : Migration
{
    public override void Up()
    {
        Alter.Table("users").Column("role").SetDefault("viewer");
        Alter.Table("users").DropConstraint("users_role_known").AddCheck("users_role_known", "role IN ('admin', 'operator', 'viewer')").NotValid();
    }

    public override void Down()
    {
        Alter.Table("users").Column("role").SetDefault("readonly");
        Alter.Table("users").DropConstraint("users_role_known").AddCheck("users_role_known", "role IN ('superuser', 'monitor', 'readonly', 'admin', 'operator', 'viewer')").NotValid();
        NewStep();
        Alter.Table("users").ValidateConstraint("users_role_known");
    }
}
