using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Sql;

public sealed class SqlStatementsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" ; ;-- nothing\n;", "")]
    [InlineData("SELECT 1", "SELECT 1")]
    [InlineData("  SELECT 1 ; -- one\n SELECT ';' /* ; */ ; ", "SELECT 1|SELECT ';'")]
    [InlineData("DO $$ BEGIN a; b; END $$; SELECT 2", "DO $$ BEGIN a; b; END $$|SELECT 2")]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3", "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)|SELECT 3")]
    [InlineData(
        "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; SELECT 3",
        "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END|SELECT 3")]
    [InlineData("CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END; SELECT 2", "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END|SELECT 2")]
    [InlineData("BEGIN; SELECT 1; END; SELECT 2", "BEGIN|SELECT 1|END|SELECT 2")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'; SELECT 3", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'|SELECT 3")]
    [InlineData("SELECT 1); SELECT 2", "SELECT 1)|SELECT 2")]
    [InlineData("SELECT 'open; SELECT 2", "SELECT 'open; SELECT 2")]
    public void Split(string sql, string statements) =>
        Assert.Equal(statements, string.Join('|', SqlStatements.Split(sql).Select(span => span.Text(sql))));
}
