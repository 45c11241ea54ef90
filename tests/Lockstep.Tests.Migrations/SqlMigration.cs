namespace Lockstep.Tests.Migrations;

/// <summary>A migration of SQL: what it runs is told by whoever makes it.</summary>
/// <param name="up">Its Up.</param>
/// <param name="down">Its Down; null for none.</param>
[Migration(1, "From a test")]
public sealed class SqlMigration(string up, string? down) : Migration
{
    /// <inheritdoc />
    public override void Up() => Execute.Sql(up);

    /// <inheritdoc />
    public override void Down()
    {
        if (down is null) base.Down();
        else Execute.Sql(down);
    }
}
