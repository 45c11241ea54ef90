using Lockstep.Authoring;
using Lock = Lockstep.Authoring.Lock;

namespace Lockstep.Tests.Support;

/// <summary>A migration whose Up and Down a test writes as lambdas.</summary>
/// <param name="up">Its Up.</param>
/// <param name="down">Its Down; null for none.</param>
[Migration(1, "Scripted")]
internal sealed class Scripted(Action<Scripted> up, Action<Scripted>? down) : Migration
{
    internal new Create Create => base.Create;

    internal new Alter Alter => base.Alter;

    internal new Drop Drop => base.Drop;

    internal new Rename Rename => base.Rename;

    internal new Insert Insert => base.Insert;

    internal new Update Update => base.Update;

    internal new Delete Delete => base.Delete;

    internal new Authoring.Backfill Backfill => base.Backfill;

    internal new Execute Execute => base.Execute;

    internal new Grant Grant => base.Grant;

    internal new Revoke Revoke => base.Revoke;

    internal new Comment Comment => base.Comment;

    internal new Set Set => base.Set;

    internal new Lock Lock => base.Lock;

    internal new Truncate Truncate => base.Truncate;

    internal new Refresh Refresh => base.Refresh;

    internal new Analyze Analyze => base.Analyze;

    internal new Vacuum Vacuum => base.Vacuum;

    internal new Reindex Reindex => base.Reindex;

    internal new Cluster Cluster => base.Cluster;

    internal new void NewStep() => base.NewStep();

    public override void Up() => up(this);

    public override void Down()
    {
        if (down is null) base.Down();
        else down(this);
    }

    /// <summary>A migration of SQL.</summary>
    internal static MigrationDescriptor Sql(long version, string up, string? down = null, string fingerprint = "f") =>
        Of(version, migration => migration.Execute.Sql(up), down is null ? null : migration => migration.Execute.Sql(down), fingerprint);

    /// <summary>A migration of verbs.</summary>
    internal static MigrationDescriptor Of(long version, Action<Scripted> up, Action<Scripted>? down = null, string fingerprint = "f") =>
        new(version, $"M{version}", fingerprint, () => new Scripted(up, down));
}
