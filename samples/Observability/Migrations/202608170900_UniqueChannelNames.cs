using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// A channel's name is unique in its organisation.
/// Why: two channels called "On call" sent alerts to the wrong one. ADD UNIQUE alone would build its index under ACCESS EXCLUSIVE; here it
/// is built before, outside a transaction, and the constraint takes it over.
/// Rollback: drops the constraint, and its index with it.
/// Impact: the index is built while everyone works; then ACCESS EXCLUSIVE on notification_channels for some milliseconds. Two channels of
/// one name fail it: rename one and run it again.
/// </summary>
[Migration(2026_08_17_0900, "Make channel names unique in an organisation", Ticket = "OBS-247")]
public sealed class UniqueChannelNames : Migration
{
    public override void Up()
    {
        Create.Index("notification_channels_name_key").On("notification_channels", "organisation_id", "name").Unique().Concurrently();
        Alter.Table("notification_channels").AddUnique("notification_channels_name_key").UsingIndex("notification_channels_name_key");
    }

    public override void Down()
    {
        Alter.Table("notification_channels").DropConstraint("notification_channels_name_key");
    }
}
