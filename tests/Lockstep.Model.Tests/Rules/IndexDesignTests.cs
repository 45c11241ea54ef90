namespace Lockstep.Model.Tests.Rules;

/// <summary>LS5001 to LS5005: which indexes there are.</summary>
public sealed class IndexDesignTests
{
    private const string Schema = """
        CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, d int, doc jsonb, raw json, words tsvector, place point);
        CREATE INDEX t_a ON t (a);
        CREATE INDEX t_b_c ON t (b, c);
        CREATE UNIQUE INDEX t_d ON t (d);
        """;

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", "LS5002")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (d)", "LS5002")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (id)", "LS5002")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON t (d)", "LS5002")]
    [InlineData("ALTER TABLE t ADD UNIQUE (d)", "LS5002")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY, UNIQUE (id))", "LS5002")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); CREATE UNIQUE INDEX i ON n (id)", "LS5002")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (b)", "LS5003")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a, b)", "LS5003")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "LS5003")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (c)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) WHERE a > 0", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a DESC)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t USING hash (a)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) INCLUDE (b)", "")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON t (b)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (d, a)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a); DROP INDEX CONCURRENTLY t_a", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a); DROP INDEX CONCURRENTLY t_a; ALTER INDEX i RENAME TO t_a", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a, b); DROP INDEX CONCURRENTLY t_a", "")]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a ON t (a)", "")]
    public void Indexes_overlap(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5002", "LS5003"));

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (doc)", "LS5004")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t USING btree (words)", "LS5004")]
    [InlineData("CREATE TABLE n (doc jsonb UNIQUE)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t USING gin (doc)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t ((doc ->> 'id'))", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t USING hash (doc)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (raw)", "LS5005")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a, place)", "LS5005")]
    [InlineData("ALTER TABLE t ADD UNIQUE (raw)", "LS5005")]
    [InlineData("CREATE TABLE n (raw json PRIMARY KEY)", "LS5005")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t USING gist (place)", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t ((raw ->> 'id'))", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) INCLUDE (raw)", "")]
    public void An_index_must_fit_its_columns(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5004", "LS5005"));

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a, b, c, d)", 1)]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a, b, c)", 0)]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a, b, c) INCLUDE (d)", 0)]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a, b, c, d)", 0)]
    public void An_index_is_wide(string up, int findings)
    {
        Assert.Equal(findings, new Judge(Schema, up).Of("LS5001").Count);
        Assert.DoesNotContain(new Judge(Schema, up).Findings, finding => finding.Rule.Id == "LS5001");
    }

    [Fact]
    public void Down_may_bring_back_what_was() => Assert.Empty((new Judge(Schema, "DROP INDEX CONCURRENTLY t_a") with { Down = "CREATE INDEX CONCURRENTLY t_a ON t (a); CREATE INDEX CONCURRENTLY t_a2 ON t (a)" }).Ids("LS5001", "LS5009"));

    [Theory]
    [InlineData("LS5001", "CREATE INDEX CONCURRENTLY i ON t (a, b, c, d)", "Index 'i' on 't' has 4 columns: columns behind the third rarely narrow a search, and every write pays for them; leave out those that no query needs in the key, or put them behind INCLUDE")]
    [InlineData("LS5002", "CREATE INDEX CONCURRENTLY i ON t (id)", "Index 'i' is the same as 't_pkey', which 't' has already: it serves no query that the other does not, and every write pays for it; leave it out")]
    [InlineData("LS5003", "CREATE INDEX CONCURRENTLY i ON t (b)", "Index 'i' of 't' is needless beside 't_b_c', which begins with the same columns: it only costs writes; leave it out")]
    [InlineData("LS5003", "CREATE INDEX CONCURRENTLY i ON t (a, b)", "Index 't_a' of 't' is needless beside 'i', which begins with the same columns: it only costs writes; drop it concurrently")]
    [InlineData("LS5003", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "Index 't_a' of 't' is needless beside 'i', which is the same, and unique: it only costs writes; drop it concurrently")]
    [InlineData("LS5004", "CREATE INDEX CONCURRENTLY i ON t (doc)", "Index 'i' is a b-tree over 'doc' (jsonb): it only finds whole values, not what is in them, and a value of more than 2704 bytes can't be stored; use USING gin, or index the values that are looked for, such as ((document ->> 'id'))")]
    [InlineData("LS5005", "CREATE INDEX CONCURRENTLY i ON t (place)", "PostgreSQL refuses index 'i' of 't': type point of column 'place' has no order, which a b-tree needs; create it USING gist")]
    public void Messages_say_what_happens_and_what_to_do(string id, string up, string message) => Assert.Equal(message, new Judge(Schema, up).Message(id));
}
