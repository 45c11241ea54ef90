using System.Globalization;
using System.Text;

namespace Lockstep.Benchmarks.Projects;

/// <summary>The same as a script for psql: a transaction a migration, with the row of a history table.</summary>
internal static class SqlScript
{
    /// <summary>Writes it.</summary>
    /// <returns>The script.</returns>
    public static string Write(SourceFolder folder, int migrations)
    {
        var sql = new StringBuilder("""
            CREATE TABLE history (version bigint PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp());

            """);
        for (var version = 1; version <= migrations; version++)
        {
            var table = SampleTable.Name(version);
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

        return folder.Write("psql/migrations.sql", sql.ToString());
    }
}
