using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Facts;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Conformance;

/// <summary>What the reader promises beyond the corpora: names, holes, spans, recovery, code in code.</summary>
public sealed class ReaderTests
{
    [Theory]
    [InlineData("Straße_ÄÖ", "straße_ÄÖ")]
    [InlineData("\"a\"\"B\"", "a\"B")]
    [InlineData("U&\"d\\0061t\\+000061\"", "data")]
    [InlineData("U&\"d!0061t\" UESCAPE '!'", "dat")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0")]
    [InlineData("\"ääääääääääääääääääääääääääääääää\"", "äääääääääääääääääääääääääääääää")]
    public void Names_are_as_the_catalog_keeps_them(string written, string kept)
    {
        var drop = Assert.IsType<DropStatement>(Only($"DROP TABLE {written}"));
        Assert.Equal(kept, drop.Objects[0].Name!.Name);
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("'a'\n  'b'", "ab")]
    [InlineData("'a' -- why not\n 'b'", "ab")]
    [InlineData("E'\\x41\\102\\u0043\\n'", "ABC\n")]
    [InlineData("U&'\\0041!' ", "A!")]
    [InlineData("$x$ $y$ $x$", " $y$ ")]
    public void Strings_stand_for_their_text(string written, string text)
    {
        var comment = Assert.IsType<CommentStatement>(Only($"COMMENT ON TABLE t IS {written}"));
        Assert.Equal(text, comment.Comment);
    }

    [Theory]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("- a ^ b", "((- a) ^ b)")]
    [InlineData("a || b || c", "((a || b) || c)")]
    [InlineData("a = b OR c AND NOT d = e", "((a = b) or (c and (not (d = e))))")]
    [InlineData("a + b || c", "((a + b) || c)")]
    [InlineData("a < b + c * d::int", "(a < (b + (c * d::int4)))")]
    [InlineData("a IS NULL = b", "((a is null) = b)")]
    public void Operators_bind_as_PostgreSQLs_do(string sql, string tree) => Assert.Equal(tree, Show(SqlParser.ParseExpression(sql)!));

    [Theory]
    [InlineData("a < b < c")]
    [InlineData("a LIKE b LIKE c")]
    [InlineData("a !")]
    [InlineData("a,")]
    [InlineData("")]
    public void What_is_no_expression_is_none(string sql) => Assert.Null(SqlParser.ParseExpression(sql));

    [Theory]
    [InlineData("int", "pg_catalog.int4")]
    [InlineData("double precision", "pg_catalog.float8")]
    [InlineData("timestamp(3) with time zone", "pg_catalog.timestamptz")]
    [InlineData("character varying(10)[]", "pg_catalog.varchar")]
    [InlineData("s.\"T\"(1)", "s.T")]
    public void Types_have_PostgreSQLs_names(string sql, string name) => Assert.Equal(name, SqlParser.ParseType(sql)!.ToString());

    [Fact]
    public void A_wrong_statement_does_not_spoil_its_neighbours()
    {
        var script = SqlParser.Parse("DROP TABLE a; ALTER TABLE b ADD COLUMM c int,; DROP TABLE d");
        Assert.Collection(
            script.Pieces,
            piece => Assert.Equal("DropStmt", piece.Statement.Tag),
            piece =>
            {
                var error = Assert.IsType<ErrorStatement>(piece.Statement);
                Assert.Equal("AlterTableStmt", error.Kind);
                Assert.Equal("syntax error at or near \"int\"", error.Message);
                Assert.Equal("int", script.Source.Substring(error.ErrorStart, error.ErrorLength));
            },
            piece => Assert.Equal("DROP TABLE d", piece.Statement.TextIn(script.Source)));
    }

    [Fact]
    public void A_parenthesis_that_stays_open_ends_at_the_next_semicolon()
    {
        var script = SqlParser.Parse("CREATE TABLE a (b int; DROP TABLE c; DROP TABLE d");
        Assert.Equal(["Error", "DropStmt", "DropStmt"], script.Statements.Select(statement => statement.Tag));
    }

    [Fact]
    public void Spans_reach_down_to_the_name()
    {
        const string Sql = "  ALTER TABLE s.t ADD COLUMN c numeric(10, 2) NOT NULL, DROP \"D\" ;";
        var alter = Assert.IsType<AlterTableStatement>(Only(Sql));
        Assert.Equal("s.t", alter.Relation.TextIn(Sql));
        Assert.Equal("ADD COLUMN c numeric(10, 2) NOT NULL", alter.Commands[0].TextIn(Sql));
        Assert.Equal("numeric(10, 2)", alter.Commands[0].Column!.Type!.TextIn(Sql));
        Assert.Equal("NOT NULL", alter.Commands[0].Column!.Constraints[0].TextIn(Sql));
        Assert.Equal("\"D\"", alter.Commands[1].Name!.TextIn(Sql));
    }

    [Theory]
    [InlineData("ALTER TABLE {t} ADD COLUMN {c} {type} DEFAULT {value}")]
    [InlineData("CREATE INDEX ix_{t}_x ON {s}.{t} ({c}) WHERE {c} > {value}")]
    [InlineData("SELECT {a}, t.{b} FROM {c} WHERE x = {d} AND {e} LIMIT {n}")]
    [InlineData("COMMENT ON TABLE {t} IS {text}")]
    [InlineData("INSERT INTO {t} ({a}, b) VALUES ({x}, '{y}')")]
    [InlineData("DROP TABLE IF EXISTS {t}; {statement}; GRANT SELECT ON {t} TO {role}")]
    [InlineData("CREATE TABLE \"{t}\" (id {type} PRIMARY KEY, CHECK ({condition}))")]
    public void Holes_stand_for_names_and_values(string sql)
    {
        var holes = new List<SqlSpan>();
        for (var at = sql.IndexOf('{', StringComparison.Ordinal); at >= 0; at = sql.IndexOf('{', at + 1)) holes.Add(new(at, sql.IndexOf('}', at) + 1 - at));
        var script = SqlParser.Parse(sql, new() { Holes = holes });
        Assert.All(script.Statements, statement => Assert.IsNotType<ErrorStatement>(statement));
        Assert.False(SqlParser.Parse(sql).IsValid && !sql.Contains('"', StringComparison.Ordinal));
    }

    [Fact]
    public void Statements_in_plpgsql_are_found_with_their_places()
    {
        const string Sql = """
            DO $do$
            DECLARE r record; comment text := 'x';
            BEGIN
                IF NOT EXISTS (SELECT 1 FROM a) THEN
                    ALTER TABLE a ADD COLUMN b int;
                ELSE
                    SELECT x, y INTO STRICT r.a, comment FROM b;
                END IF;
                FOR r IN EXECUTE 'SELECT * FROM c' LOOP
                    EXECUTE format('DROP TABLE %I.%I CASCADE', r.s, r.t);
                    EXECUTE 'CREATE INDEX ON ' || quote_ident(r.t) || ' (id)';
                END LOOP;
                EXECUTE $$TRUNCATE d$$;
                INSERT INTO e VALUES (1) RETURNING id INTO comment;
            EXCEPTION WHEN others THEN
                RAISE NOTICE 'DROP TABLE no';
            END
            $do$;
            """;
        var found = EmbeddedSql.Find(SqlParser.Parse(Sql).Pieces[0].Statement, Sql);
        Assert.Equal(
            ["AlterTableStmt", "SelectStmt", "SelectStmt", "DropStmt", "IndexStmt", "TruncateStmt", "InsertStmt"], found.Select(statement => statement.Statement.Tag));
        Assert.Equal("ALTER TABLE a ADD COLUMN b int", Sql.Substring(found[0].Place.Start, found[0].Place.Length));
        Assert.Equal("TRUNCATE d", Sql.Substring(found[5].Place.Start, found[5].Place.Length));
        Assert.Equal("'CREATE INDEX ON ' || quote_ident(r.t) || ' (id)'", Sql.Substring(found[4].Place.Start, found[4].Place.Length));
        Assert.True(found[3].IsDynamic);
        Assert.True(((DropStatement)found[3].Statement).Cascade);
    }

    [Fact]
    public void Statements_in_functions_are_found()
    {
        const string Sql = "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DROP TABLE a; DELETE FROM b'; " +
            "CREATE PROCEDURE p() BEGIN ATOMIC UPDATE c SET d = 1; END";
        var script = SqlParser.Parse(Sql);
        var found = script.Statements.SelectMany(statement => EmbeddedSql.Find(statement, Sql)).ToList();
        Assert.Equal(["DROP TABLE a", "DELETE FROM b", "UPDATE c SET d = 1"], found.Select(statement => Sql.Substring(statement.Place.Start, statement.Place.Length)));
    }

    [Fact]
    public void Without_standard_strings_a_backslash_escapes()
    {
        Assert.False(SqlParser.Parse("SELECT 'a\\'b'").IsValid);
        Assert.True(SqlParser.Parse("SELECT 'a\\'b'", new() { StandardConformingStrings = false }).IsValid);
    }

    [Fact]
    public void Not_enforced_counts_as_not_valid()
    {
        var facts = StatementFacts.Of(Only("ALTER TABLE t ADD CHECK (a > 1) NOT ENFORCED"))!;
        var commands = (List<List<KeyValuePair<string, object>>>)facts.Single(fact => fact.Key == "cmds").Value;
        Assert.Contains(commands[0], fact => fact.Key == "not_valid");
    }

    [Theory]
    [InlineData("user", true)]
    [InlineData("between", true)]
    [InlineData("left", true)]
    [InlineData("name", false)]
    [InlineData("lockstep", false)]
    [InlineData("xmltable", true)]
    public void Words_that_are_not_free_need_quotes(string word, bool needs) => Assert.Equal(needs, Lockstep.Model.Sql.SqlKeywords.NeedQuotes(word));

    private static SqlStatement Only(string sql) => Assert.Single(SqlParser.Parse(sql).Pieces).Statement;

    private static string Show(SqlExpression expression) => expression switch
    {
        ColumnExpression column => column.Name!.ToString(),
        ConstantExpression constant => constant.Value,
        UnaryExpression unary => $"({unary.Operator} {Show(unary.Operand)})",
        BinaryExpression binary => $"({Show(binary.Left)} {binary.Operator} {Show(binary.Right)})",
        LogicalExpression logical => "(" + string.Join(logical.IsAnd ? " and " : " or ", logical.Operands.Select(Show)) + ")",
        NotExpression not => $"(not {Show(not.Operand)})",
        IsExpression test => $"({Show(test.Value)} is {test.Test})",
        CastExpression cast => $"{Show(cast.Value)}::{cast.Type.Name.Name}",
        _ => expression.GetType().Name,
    };
}
