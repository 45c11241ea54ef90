using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Organisations, the tenants; with the one that everything so far belongs to, and a function that finds it.
/// Why: the product is opened to more than one customer. The function becomes the default of the tenant columns, so that the application
/// version that does not know tenants yet can go on writing.
/// Rollback: drops function and table.
/// Impact: a new table, nobody waits.
/// </summary>
[Migration(2026_02_09_0900, "Create organisations", Ticket = "OBS-133")]
public sealed class CreateOrganisations : Migration
{
    public override void Up()
    {
        Create.Table("organisations")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("slug", Text).NotNull().Unique()
            .WithColumn("name", Text).NotNull()
            .WithColumn("plan", Text).NotNull().DefaultValue("free").Check("plan IN ('free', 'team', 'enterprise')")
            .WithColumn("is_active", Boolean).NotNull().DefaultValue(true)
            .WithColumn("created_at", TimestampTz).NotNull().DefaultSql("now()")
            .WithCheck("organisations_slug_shape", "slug ~ '^[a-z0-9-]{2,40}$'");
        Insert.Into("organisations").Row(new { slug = "default", name = "Default organisation" });
        Create.Function("default_organisation_id").Returns(BigInt).Language("sql").Stable()
            .Body(" SELECT id FROM organisations WHERE slug = 'default' ");
    }

    public override void Down()
    {
        Drop.Function("default_organisation_id");
        Drop.Table("organisations");
    }
}
