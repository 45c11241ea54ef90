namespace Lockstep.Backfill;

/// <summary>
/// The tables <c>lockstep.backfill</c>, a row for each backfill that was begun, and <c>lockstep.backfill_range</c>, a row for each part of its table with
/// how far it has come. A range's cursor is written in the transaction that changes the rows before it.
/// </summary>
internal static class BackfillTables
{
    /// <summary>Whether they are there.</summary>
    public const string Exist =
        "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'lockstep' AND c.relname = 'backfill')";

    /// <summary>The statements that make them.</summary>
    public static IReadOnlyList<string> Create { get; } =
    [
        """
        CREATE TABLE lockstep.backfill (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            version bigint NOT NULL,
            direction text NOT NULL CHECK (direction IN ('up', 'down')),
            table_name text NOT NULL,
            statement text NOT NULL,
            occurrence integer NOT NULL,
            key_columns text NOT NULL,
            total bigint,
            pass integer NOT NULL DEFAULT 1,
            rows bigint NOT NULL DEFAULT 0,
            started_at timestamptz NOT NULL DEFAULT now(),
            finished_at timestamptz,
            paused_at timestamptz,
            paused_by text,
            pause_reason text,
            UNIQUE (version, direction, statement, occurrence)
        )
        """,
        """
        CREATE TABLE lockstep.backfill_range (
            backfill_id bigint NOT NULL REFERENCES lockstep.backfill ON DELETE CASCADE,
            number integer NOT NULL,
            first_key text[],
            last_key text[],
            cursor text[],
            seen bigint NOT NULL DEFAULT 0,
            rows bigint NOT NULL DEFAULT 0,
            pass_rows bigint NOT NULL DEFAULT 0,
            done boolean NOT NULL DEFAULT false,
            PRIMARY KEY (backfill_id, number)
        )
        """,
    ];
}
