using System.Globalization;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>Whether the extensions that are to be created are there, and may be created by this role.</summary>
/// <param name="work">What is pending.</param>
internal sealed class ExtensionCheck(PendingWork work) : PreflightCheck(Question, Json(work.Extensions.Select(each => each.Extension.Name)))
{
    private const string Question = """
        SELECT (i - 1)::int, current_user::text, EXISTS (SELECT FROM pg_extension WHERE extname = t.name), a.name IS NOT NULL,
            r.rolsuper OR NOT coalesce(v.superuser, false) OR (v.trusted AND has_database_privilege(current_database(), 'CREATE')),
            coalesce(v.trusted, false)
        FROM jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS t(name, i)
        JOIN pg_roles r ON r.rolname = current_user
        LEFT JOIN pg_available_extensions a ON a.name = t.name
        LEFT JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
        """;

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        var (extension, version, sure) = work.Extensions[row.GetInt32(0)];
        var (role, installed, available, allowed) = (row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4));
        if (installed && extension.IfNotExists) return;
        if (!available)
        {
            report.Error(
                "extensions",
                string.Create(CultureInfo.InvariantCulture, $"Extension {extension.Name}, which {version} creates, is not on the server."),
                "Install its package on the server's machine, or choose it where the server is managed.");
        }
        else if (!allowed)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Role {role} may not create extension {extension.Name}, as {version} does");
            var next = row.GetBoolean(5) ? $"GRANT CREATE ON DATABASE … TO {SqlIdentifier.Quote(role)}." : $"Have a superuser run CREATE EXTENSION {SqlIdentifier.Quote(extension.Name)}, and write IF NOT EXISTS into the migration.";
            if (sure) report.Error("extensions", text + ".", next);
            else report.Warning("extensions", text + ", unless the migrations change that first.", next);
        }
    }
}
