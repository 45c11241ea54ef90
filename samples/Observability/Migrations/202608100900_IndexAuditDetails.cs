using Lockstep;

namespace Observability.Migrations;

/// <summary>
/// Indexes over the audit log's details and over the object concerned.
/// Why: an investigation asks "what happened to this object" and "where does this address occur", and read the whole log for it.
/// Rollback: drops the indexes.
/// Impact: each index is built outside a transaction while everyone works (minutes on a large log); twice the log's size is not needed,
/// about a third is.
/// </summary>
[Migration(2026_08_10_0900, "Index the audit log for investigations", Ticket = "OBS-244")]
public sealed class IndexAuditDetails : Migration
{
    public override void Up()
    {
        Create.Index("ix_audit_log_details").On("audit_log", "details jsonb_path_ops").Using("gin").Concurrently();
        Create.Index("ix_audit_log_object").On("audit_log", "object_kind", "object_id").Where("object_id IS NOT NULL").Concurrently();
    }

    public override void Down()
    {
        Drop.Index("ix_audit_log_object").Concurrently();
        Drop.Index("ix_audit_log_details").Concurrently();
    }
}
