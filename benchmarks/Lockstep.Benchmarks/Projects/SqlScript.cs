using System.Globalization;
using System.Text;

namespace Lockstep.Benchmarks.Projects;

/// <summary>The same as a script for psql: a transaction a migration, with the row of a history table.</summary>
internal static class SqlScript
{
    /// <summary>Writes it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="migrations">How many.</param>
    /// <param name="waitsAtEnd">Whether only the last commit waits for the disk, not each.</param>
    /// <returns>The script.</returns>
    public static string Write(SourceFolder folder, int migrations, bool waitsAtEnd)
    {
        var sql = new StringBuilder(waitsAtEnd ? "SET synchronous_commit = off;\n" : "");
        sql.Append("""
            CREATE TABLE history (version bigint PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp());

            """);
        for (var version = 1; version <= migrations; version++)
        {
            var table = SampleTable.Name(version);
            if (waitsAtEnd && version == migrations) sql.Append("\nRESET synchronous_commit;\n");
            sql.Append(CultureInfo.InvariantCulture, $"""

                BEGIN;
                CREATE TABLE {table} (
                    id bigint NOT NULL PRIMARY KEY,
                    name text NOT NULL,
                    amount numeric(12, 2),
                    is_active boolean NOT NULL,
                    created_at timestamptz NOT NULL
                );
                CREATE INDEX {SampleTable.Index(version)} ON {table} (name);
                INSERT INTO history (version, name) VALUES ({version}, 'Create {table}');
                COMMIT;

                """);
        }

        return folder.Write(waitsAtEnd ? "psql/waits-at-end.sql" : "psql/migrations.sql", sql.ToString());
    }
}
