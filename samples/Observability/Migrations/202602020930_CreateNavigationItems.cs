using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// The menu, as a tree.
/// Why: which entries there are depends on the installation and the user's permissions; the front end asks for the tree. The entries are
/// part of the program (it links to them by key), so they come with the schema.
/// Rollback: drops the table; the front end falls back to its built-in menu.
/// Impact: a new table with fifteen rows, nobody waits.
/// </summary>
[Migration(2026_02_02_0930, "Create navigation_items", Ticket = "OBS-130")]
public sealed class CreateNavigationItems : Migration
{
    public override void Up()
    {
        Create.Table("navigation_items")
            .WithColumn("id", BigInt).Identity().PrimaryKey()
            .WithColumn("key", Text).NotNull().Unique()
            .WithColumn("parent_id", BigInt).References("navigation_items", onDelete: ReferentialAction.Cascade)
            .WithColumn("label", Text).NotNull()
            .WithColumn("path", Text)
            .WithColumn("position", Integer).NotNull()
            .WithColumn("is_visible", Boolean).NotNull().DefaultValue(true)
            .WithCheck("navigation_items_not_own_parent", "parent_id <> id");
        Create.Index("ix_navigation_items_parent").On("navigation_items", "parent_id", "position");
        Insert.Into("navigation_items")
            .Row(("key", "dashboards"), ("label", "Dashboards"), ("path", "/dashboards"), ("position", 1))
            .Row(("key", "monitoring"), ("label", "Monitoring"), ("path", null), ("position", 2))
            .Row(("key", "security"), ("label", "Security"), ("path", null), ("position", 3))
            .Row(("key", "administration"), ("label", "Administration"), ("path", null), ("position", 4));
        Execute.Sql("""
            INSERT INTO navigation_items (key, parent_id, label, path, position)
            SELECT item.key, parent.id, item.label, item.path, item.position
            FROM (VALUES
                ('monitoring.metrics', 'monitoring', 'Metrics', '/metrics', 1),
                ('monitoring.alerts', 'monitoring', 'Alerts', '/alerts', 2),
                ('security.events', 'security', 'Events', '/security/events', 1),
                ('security.threats', 'security', 'Threat detection', '/security/threats', 2),
                ('security.audit', 'security', 'Audit log', '/security/audit', 3),
                ('administration.users', 'administration', 'Users', '/admin/users', 1),
                ('administration.roles', 'administration', 'Roles', '/admin/roles', 2),
                ('administration.settings', 'administration', 'Settings', '/admin/settings', 3)
            ) AS item (key, parent, label, path, position)
            JOIN navigation_items AS parent ON parent.key = item.parent;

            INSERT INTO navigation_items (key, parent_id, label, path, position)
            SELECT item.key, parent.id, item.label, item.path, item.position
            FROM (VALUES
                ('monitoring.alerts.open', 'monitoring.alerts', 'Open', '/alerts/open', 1),
                ('monitoring.alerts.rules', 'monitoring.alerts', 'Rules', '/alerts/rules', 2),
                ('monitoring.alerts.channels', 'monitoring.alerts', 'Channels', '/alerts/channels', 3)
            ) AS item (key, parent, label, path, position)
            JOIN navigation_items AS parent ON parent.key = item.parent
            """);
    }

    public override void Down()
    {
        Drop.Table("navigation_items");
    }
}
