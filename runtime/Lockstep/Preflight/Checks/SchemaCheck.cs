using System.Globalization;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>Whether the role may make objects where the migrations make them.</summary>
/// <param name="work">What is pending.</param>
internal sealed class SchemaCheck(PendingWork work) : PreflightCheck(Question, Json(work.Schemas.Keys))
{
    private const string Question = """
        SELECT current_user::text, nspname::text FROM pg_namespace
        WHERE nspname IN (SELECT s::name FROM jsonb_array_elements_text($1::jsonb) s) AND NOT has_schema_privilege(oid, 'CREATE')
        """;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        var (role, schema) = (row.GetString(0), row.GetString(1));
        var (version, sure) = work.Schemas[schema];
        var text = string.Create(CultureInfo.InvariantCulture, $"Role {role} lacks CREATE on schema {schema}, in which {version} makes objects");
        var next = $"GRANT CREATE ON SCHEMA {SqlIdentifier.Quote(schema)} TO {SqlIdentifier.Quote(role)}.";
        if (sure) report.Error("privileges", text + ".", next);
        else report.Warning("privileges", text + ", unless the migrations change that first.", next);
    }
}
