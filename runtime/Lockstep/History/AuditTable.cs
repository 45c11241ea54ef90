namespace Lockstep.History;

/// <summary>
/// The table <c>lockstep.audit</c>: a row for everything that was done, linked by hashes, to which rows can only be added. Who owns the schema can undo that, but
/// not without breaking the chain.
/// </summary>
internal static class AuditTable
{
    /// <summary>What the hash of a row covers, in this order, after the previous row's hash. Each is text, whatever the session's settings.</summary>
    private static readonly string[] s_fields =
    [
        "seq::text", "run_id::text", Time("started_at"), "duration_ms::text", "rows::text", "lock_wait_ms::text", "action", "version::text", "name", "step::text", "steps::text",
        "outcome", "error", "reason", "ticket", "approver", "commit_hash", "application_version", "tool_version", "login_role", "role", "os_user", "host",
    ];

    /// <summary>The statements that make it.</summary>
    public static IEnumerable<string> Create =>
    [
        """
        CREATE TABLE lockstep.audit (
            seq bigint PRIMARY KEY,
            run_id uuid NOT NULL,
            started_at timestamptz NOT NULL,
            duration_ms numeric(18, 3) NOT NULL,
            rows bigint,
            lock_wait_ms numeric(18, 3),
            action text NOT NULL,
            version bigint NOT NULL,
            name text NOT NULL,
            step integer,
            steps integer,
            outcome text NOT NULL,
            error text,
            reason text,
            ticket text,
            approver text,
            commit_hash text,
            application_version text,
            tool_version text NOT NULL,
            login_role text NOT NULL,
            role text NOT NULL,
            os_user text NOT NULL,
            host text NOT NULL,
            previous_hash text NOT NULL,
            hash text NOT NULL
        )
        """,
        $"""
        CREATE FUNCTION lockstep.audit_link() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            hashed text;
            field text;
        BEGIN
            SELECT a.seq + 1, a.hash INTO NEW.seq, NEW.previous_hash FROM lockstep.audit a ORDER BY a.seq DESC LIMIT 1;
            IF NOT FOUND THEN
                NEW.seq := 1;
                NEW.previous_hash := '';
            END IF;
            NEW.login_role := session_user;
            NEW.role := current_user;
            -- A loop: a query with an aggregate takes three times as long.
            hashed := NEW.previous_hash;
            FOREACH field IN ARRAY ARRAY[{string.Join(", ", s_fields.Select(OfNewRow))}] LOOP
                hashed := hashed || E'\n' || coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-');
            END LOOP;
            NEW.hash := encode(sha256(convert_to(hashed, 'UTF8')), 'hex');
            RETURN NEW;
        END
        $body$
        """,
        """
        CREATE FUNCTION lockstep.audit_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            RAISE EXCEPTION '% of lockstep.audit is refused: rows can only be added', TG_OP USING ERRCODE = 'restrict_violation';
        END
        $body$
        """,
        "CREATE TRIGGER audit_link BEFORE INSERT ON lockstep.audit FOR EACH ROW EXECUTE FUNCTION lockstep.audit_link()",
        "CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.audit FOR EACH STATEMENT EXECUTE FUNCTION lockstep.audit_refuse()",
        // Also under session_replication_role = replica, which a migration may set.
        "ALTER TABLE lockstep.audit ENABLE ALWAYS TRIGGER audit_link, ENABLE ALWAYS TRIGGER audit_refuse",
    ];

    // Plain seq would be the text of that name in the list, of which 10 comes before 2.
    /// <summary>Reads what the hashes cover, then the previous row's hash and the row's own.</summary>
    public static string Select => $"SELECT {string.Join(", ", s_fields)}, previous_hash, hash FROM lockstep.audit ORDER BY audit.seq";

    private static string OfNewRow(string expression) =>
        expression.Contains('(', StringComparison.Ordinal) ? expression.Replace("(", "(NEW.", StringComparison.Ordinal) : "NEW." + expression;

    private static string Time(string column) => $"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""";
}
