using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>A dangerous change, and the rule that finds it.</summary>
/// <param name="Name">What it is called in the list of tests, and its file of what comes of it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Up">Statements.</param>
/// <param name="Down">What undoes them.</param>
public sealed record FormCase(string Name, string Rule, string Up, string Down)
{
    /// <summary>What the migration's attribute says beside its version and name.</summary>
    public string Attribute { get; init; } = string.Empty;

    /// <summary>The rule that has had nothing to say as long as PostgreSQL would have refused the change.</summary>
    public string Reveals { get; init; } = "none";

    /// <summary>Whether the rule speaks only if it is asked to.</summary>
    public bool IsOff { get; init; }

    /// <summary>The server that the project is for; 0 for the default.</summary>
    public int Server { get; init; }
}

/// <summary>Dangerous changes of a small shop.</summary>
internal static class FormCases
{
    /// <summary>The shop before them; it has rows, so that what looks at rows has something to look at.</summary>
    private const string Setup = """""
        using Lockstep;

        namespace Shop.Migrations;

        /// <summary>The shop.</summary>
        [Migration(2026_02_02_0900, "Create the shop")]
        public sealed class CreateShop : Migration
        {
            public override void Up() => Execute.Sql("""
                CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, login text NOT NULL UNIQUE, age integer, joined timestamptz);
                CREATE TABLE orders (id integer PRIMARY KEY, user_id bigint, number text, total numeric(10, 2), note text, payload json);
                ALTER TABLE orders ADD CONSTRAINT orders_note CHECK (note <> '') NOT VALID;
                CREATE INDEX orders_number ON orders (number);
                CREATE UNIQUE INDEX orders_pair ON orders (user_id, number);
                CREATE TABLE events (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                CREATE DOMAIN amount AS numeric;
                CREATE TABLE ledger (entry bigint NOT NULL, sum amount, old_id bigint);
                CREATE TABLE parcels (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text CONSTRAINT parcels_code UNIQUE, size integer CONSTRAINT parcels_size CHECK (size > 0));
                CREATE INDEX parcels_by_size ON parcels (size DESC) WHERE code IS NOT NULL;
                CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
                CREATE UNIQUE INDEX totals_user ON totals (user_id);
                INSERT INTO users (email, login, age) SELECT 'u' || n || '@x', 'u' || n, n FROM generate_series(1, 20) n;
                INSERT INTO orders (id, user_id, number, total, payload) SELECT n, n, 'A-' || n, n, '{}' FROM generate_series(1, 20) n;
                INSERT INTO parcels (code, size) SELECT 'c' || n, n FROM generate_series(1, 20) n;
                INSERT INTO ledger (entry, sum) SELECT n, n FROM generate_series(1, 20) n;
                """);

            public override void Down() => Execute.Sql("""
                DROP MATERIALIZED VIEW totals;
                DROP TABLE parcels;
                DROP TABLE ledger;
                DROP DOMAIN amount;
                DROP TABLE events;
                DROP TABLE orders;
                DROP TABLE users;
                """);
        }

        """"";

    public static IReadOnlyList<FormCase> All { get; } =
    [
        new("not-null-18", "LS2042", "Alter.Table(\"users\").Column(\"email\").SetNotNull();", "Alter.Table(\"users\").Column(\"email\").DropNotNull();") { Server = 18 },
        new("drop-column", "LS3001", "Alter.Table(\"orders\").DropColumn(\"payload\");", "Alter.Table(\"orders\").AddColumn(\"payload\", Custom(\"json\"));"),
        new("drop-table", "LS3002", "Drop.Table(\"ledger\");", "Create.Table(\"ledger\").WithColumn(\"entry\", BigInt).NotNull().WithColumn(\"sum\", Custom(\"amount\")).WithColumn(\"old_id\", BigInt);"),
        new("rename-column", "LS3003", "Rename.Column(\"age\").OnTable(\"users\").To(\"years\");", "Rename.Column(\"years\").OnTable(\"users\").To(\"age\");"),
        new("rename-table", "LS3004", "Rename.Table(\"ledger\").To(\"book\");", "Rename.Table(\"book\").To(\"ledger\");"),
        new("type", "LS2050", "Alter.Table(\"users\").Column(\"age\").SetType(BigInt);", "Alter.Table(\"users\").Column(\"age\").SetType(Integer);"),
        new("type-of-key", "LS2050", "Alter.Table(\"parcels\").Column(\"id\").SetType(BigInt);", "Alter.Table(\"parcels\").Column(\"id\").SetType(Integer);"),
        new("type-with-check", "LS2050", "Alter.Table(\"parcels\").Column(\"size\").SetType(BigInt);", "Alter.Table(\"parcels\").Column(\"size\").SetType(Integer);"),
        new("rename-unique", "LS3003", "Rename.Column(\"code\").OnTable(\"parcels\").To(\"label\");", "Rename.Column(\"label\").OnTable(\"parcels\").To(\"code\");"),
        new("volatile", "LS2040", "Alter.Table(\"users\").AddColumn(\"token\", Uuid).NotNull().DefaultSql(\"gen_random_uuid()\");", "Alter.Table(\"users\").DropColumn(\"token\");"),
        new("update-all", "LS4030", "Execute.Sql(\"UPDATE users SET age = 1\");", "Execute.Sql(\"SELECT 1\");"),
        new("update-verb", "LS4030", "Update.Table(\"users\").SetSql(\"age\", \"age + 1\").AllRows();", "Execute.Sql(\"SELECT 1\");"),
        new("update-from", "LS4032", "Execute.Sql(\"UPDATE users SET age = orders.id, joined = CASE WHEN email IS DISTINCT FROM login THEN now() END FROM orders WHERE orders.user_id = users.id\");", "Execute.Sql(\"SELECT 1\");"),
        new("update-in-text", "LS4032", "Execute.Sql(\"\"\"\n            -- backfill batch=100\n            UPDATE orders SET note = 'none' WHERE note IS NULL; -- all of them\n            -- what is old\n            UPDATE users SET age = 1 WHERE login <> '' AND email = '';\n            \"\"\");", "Execute.Sql(\"SELECT 1\");"),
        new("delete-using", "LS4032", "Execute.Sql(\"DELETE FROM orders USING users WHERE orders.user_id = users.id AND users.age > 5\");", "Execute.Sql(\"SELECT 1\");"),
        new("update-with-alias", "LS4030", "Execute.Sql(\"UPDATE users AS u SET age = u.age + 1 WHERE u.email <> ''\");", "Execute.Sql(\"SELECT 1\");"),
        new("index-of-partitions", "LS2001", "Create.Index(\"events_id\").On(\"events\", \"id\");", "Drop.Index(\"events_id\");"),
        new("index-of-partitions-sql", "LS2001", "Execute.Sql(\"create index on events (at desc)\");", "Drop.Index(\"events_at_idx\");"),
        new("duplicate-index", "LS5002", "Alter.Table(\"orders\").AddColumn(\"size\", Integer);\n        Create.Index(\"orders_by_number\").On(\"orders\", \"number\").Concurrently();", "Drop.Index(\"orders_by_number\").Concurrently();\n        Alter.Table(\"orders\").DropColumn(\"size\");"),
        new("duplicate-key", "LS5002", "Alter.Table(\"orders\").AddUnique(\"orders_of_user\", \"user_id\", \"number\");", "Alter.Table(\"orders\").DropConstraint(\"orders_of_user\");"),
        new("type-of-reference", "LS5011", "Create.Table(\"carts\").WithColumn(\"id\", BigInt).PrimaryKey().WithColumn(\"user_id\", Integer).References(\"users\", \"id\");\n        Create.Index(\"carts_user\").On(\"carts\", \"user_id\");", "Drop.Table(\"carts\");"),
        new("type-of-reference-in-use", "LS5011", "Alter.Table(\"parcels\").AddForeignKey(\"parcels_user\", \"id\", \"users\", \"id\");", "Alter.Table(\"parcels\").DropConstraint(\"parcels_user\");"),
        new("without-name", "LS5012", "Execute.Sql(\"ALTER TABLE orders ADD CHECK (total >= 0) NOT VALID\");", "Alter.Table(\"orders\").DropConstraint(\"orders_total_check\");") { IsOff = true },
        new("key-without-index", "LS5010", "Alter.Table(\"ledger\").AddForeignKey(\"ledger_user\", \"old_id\", \"users\", \"id\").NotValid();", "Alter.Table(\"ledger\").DropConstraint(\"ledger_user\");"),
        new("json", "LS3014", "Alter.Table(\"users\").AddColumn(\"extra\", Json);", "Alter.Table(\"users\").DropColumn(\"extra\");"),
        new("index", "LS2001", "Create.Index(\"users_email\").On(\"users\", \"email\");", "Drop.Index(\"users_email\");"),
        new("index-single-transaction", "LS2001", "Create.Index(\"users_email\").On(\"users\", \"email\");", "Drop.Index(\"users_email\");") { Attribute = ", SingleTransaction = true" },
        new("index-without-name", "LS2001", "Execute.Sql(\"CREATE INDEX ON users (email)\");", "Drop.Index(\"users_email_idx\");"),
        new("index-sql", "LS2001", "Execute.Sql(\"create index users_email on users (lower(email))\");", "Drop.Index(\"users_email\");"),
        new("drop-index", "LS2002", "Drop.Index(\"orders_number\");", "Create.Index(\"orders_number\").On(\"orders\", \"number\").Concurrently();"),
        new("reindex", "LS2003", "Reindex.Index(\"orders_number\");", "Execute.Sql(\"SELECT 1\");"),
        new("concurrent-index-without-name", "LS2007", "Execute.Sql(\"CREATE INDEX CONCURRENTLY ON users (email)\");", "Drop.Index(\"users_email_idx\").Concurrently();"),
        new("constraint-index-dropped", "LS2010", "Drop.Index(\"users_login_key\");", "Alter.Table(\"users\").AddUnique(\"users_login_key\", \"login\");") { Reveals = "LS5018" },
        new("timeout", "LS2018", "Execute.Sql(\"SET statement_timeout = '1s'\");\n        Alter.Table(\"users\").AddColumn(\"phone\", Text);\n        Create.Index(\"users_phone\").On(\"users\", \"phone\").Concurrently();\n        Alter.Table(\"users\").AddColumn(\"fax\", Text);", "Alter.Table(\"users\").DropColumn(\"phone\").DropColumn(\"fax\");"),
        new("column-with-foreign-key", "LS2021", "Alter.Table(\"orders\").AddColumn(\"seller_id\", BigInt).DefaultValue(1).References(\"users\", \"id\");", "Alter.Table(\"orders\").DropColumn(\"seller_id\");"),
        new("validated", "LS2030", "Alter.Table(\"orders\").AddColumn(\"size\", Integer);\n        Alter.Table(\"orders\").ValidateConstraint(\"orders_note\");", "Alter.Table(\"orders\").DropColumn(\"size\").DropConstraint(\"orders_note\");\n        Alter.Table(\"orders\").AddCheck(\"orders_note\", \"note <> ''\").NotValid();"),
        new("not-null-in-a-chain", "LS2042", "Alter.Table(\"users\").AddColumn(\"phone\", Text).Column(\"email\").SetNotNull().SetStatistics(500);", "Alter.Table(\"users\").DropColumn(\"phone\").Column(\"email\").SetStatistics(null).DropNotNull();"),
        new("foreign-key", "LS2020", "Alter.Table(\"orders\").AddForeignKey(\"orders_user\", \"user_id\", \"users\", \"id\").OnDelete(ReferentialAction.Cascade);", "Alter.Table(\"orders\").DropConstraint(\"orders_user\");"),
        new("foreign-key-sql", "LS2020", "Execute.Sql(\"ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id)\");", "Alter.Table(\"orders\").DropConstraint(\"orders_user\");"),
        new("foreign-key-without-name", "LS2020", "Execute.Sql(\"ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users\");", "Alter.Table(\"orders\").DropConstraint(\"orders_user_id_fkey\");"),
        new("check", "LS2023", "Alter.Table(\"orders\").AddCheck(\"total_positive\", \"total >= 0\");", "Alter.Table(\"orders\").DropConstraint(\"total_positive\");"),
        new("check-in-a-chain", "LS2023", "Alter.Table(\"orders\").SetOption(\"fillfactor\", \"90\").AddCheck(\"total_positive\", \"total >= 0\");", "Alter.Table(\"orders\").DropConstraint(\"total_positive\").ResetOptions([\"fillfactor\"]);"),
        new("unique", "LS2025", "Alter.Table(\"users\").AddUnique(\"users_email_key\", \"email\");", "Alter.Table(\"users\").DropConstraint(\"users_email_key\");"),
        new("primary-key", "LS2026", "Alter.Table(\"ledger\").AddPrimaryKey(\"ledger_pkey\", \"entry\");", "Alter.Table(\"ledger\").DropConstraint(\"ledger_pkey\");"),
        new("not-null", "LS2042", "Alter.Table(\"users\").Column(\"email\").SetNotNull();", "Alter.Table(\"users\").Column(\"email\").DropNotNull();"),
        new("column-with-check", "LS2024", "Alter.Table(\"orders\").AddColumn(\"discount\", Numeric(10, 2)).Check(\"discount >= 0\");", "Alter.Table(\"orders\").DropColumn(\"discount\");"),
        new("detach", "LS2080", "Alter.Table(\"events\").DetachPartition(\"events_old\");", "Alter.Table(\"events\").AttachPartition(\"events_old\", \"FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')\");\n        Alter.Table(\"events_old\").DropConstraint(\"events_old_at_check\", ifExists: true);"),
        new("refresh", "LS2074", "Refresh.MaterializedView(\"totals\");", "Refresh.MaterializedView(\"totals\").Concurrently();"),
    ];

    public static TheoryData<string> Names => new(All.Select(one => one.Name));

    public static FormCase Find(string name) => All.Single(one => one.Name == name);

    /// <summary>The shop with the change.</summary>
    /// <param name="one">The change.</param>
    /// <param name="rows">How many rows each table has.</param>
    public static Project Project(FormCase one, int rows = 20)
    {
        var setup = Setup.Replace("generate_series(1, 20)", FormattableString.Invariant($"generate_series(1, {rows})"), StringComparison.Ordinal);
        var project = FormProject.Of(("Migrations/202602020900_CreateShop.cs", setup), ("Migrations/202602230900_Change.cs", $$"""
            using Lockstep;

            namespace Shop.Migrations;

            /// <summary>What the shop needs.</summary>
            [Migration(2026_02_23_0900, "Change", Ticket = "SHOP-7"{{one.Attribute}})]
            public sealed class Change : Migration
            {
                public override void Up()
                {
                    // Asked for by many.
                    {{one.Up}}
                }

                public override void Down()
                {
                    {{one.Down}}
                }
            }

            """));
        if (one.IsOff) project = project.WithOption($"dotnet_diagnostic.{one.Rule}.severity", "warning");
        return one.Server == 0 ? project : project.WithOption("lockstep_postgres_version", one.Server.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
