using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2060 and LS2061: domains that tables use.</summary>
public sealed class DomainTests
{
    private const string Schema = """
        CREATE DOMAIN amount AS int;
        CREATE DOMAIN unused AS int;
        CREATE DOMAIN of_small AS int;
        CREATE TABLE orders (id int PRIMARY KEY, total amount);
        CREATE TABLE lines (id int PRIMARY KEY, total amount);
        CREATE TABLE small (id int PRIMARY KEY, a of_small);
        ALTER DOMAIN amount ADD CONSTRAINT old CHECK (VALUE < 100) NOT VALID;
        """;

    [Theory]
    [InlineData("ALTER DOMAIN amount ADD CHECK (VALUE > 0)", "LS2060")]
    [InlineData("ALTER DOMAIN amount SET NOT NULL", "LS2060")]
    [InlineData("ALTER DOMAIN unknown ADD CHECK (VALUE > 0)", "LS2060")]
    [InlineData("ALTER DOMAIN unknown SET NOT NULL", "LS2060")]
    [InlineData("ALTER DOMAIN amount VALIDATE CONSTRAINT old", "LS2061")]
    [InlineData("ALTER DOMAIN unknown VALIDATE CONSTRAINT old", "LS2061")]
    [InlineData("ALTER DOMAIN amount ADD CHECK (VALUE > 0) NOT VALID", "")]
    [InlineData("ALTER DOMAIN amount DROP NOT NULL", "")]
    [InlineData("ALTER DOMAIN unused ADD CHECK (VALUE > 0)", "")]
    [InlineData("ALTER DOMAIN unused SET NOT NULL", "")]
    [InlineData("ALTER DOMAIN of_small SET NOT NULL", "")]
    [InlineData("CREATE DOMAIN n AS int; CREATE TABLE t (a n); ALTER DOMAIN n ADD CHECK (VALUE > 0)", "")]
    public void Constraints_of_domains(string up, string ids) => Assert.Equal(ids, Judge(up).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("LS2060", "ALTER DOMAIN amount ADD CHECK (VALUE > 0)", "Domain 'amount' gets a check: writes to 'lines', 'orders' wait (SHARE) while it is read whole; add it NOT VALID, which holds for new values; for the old ones give each table the check as a constraint of its own, NOT VALID, and validate that")]
    [InlineData("LS2060", "ALTER DOMAIN unknown SET NOT NULL", "Domain 'unknown' gets NOT NULL: writes to every table that uses it wait (SHARE) while it is read whole; a domain has no NOT VALID for it: make the tables' columns NOT NULL instead, each in its own time")]
    [InlineData("LS2061", "ALTER DOMAIN amount VALIDATE CONSTRAINT old", "Validating 'old' of domain 'amount' blocks writes to 'lines', 'orders' (SHARE) while it is read whole, unlike VALIDATE CONSTRAINT of a table; give each table the check as a constraint of its own, NOT VALID, validate that, and leave the domain's as it is")]
    public void Messages(string id, string up, string message) => Assert.Equal(message, Judge(up).Message(id));

    private static Judge Judge(string up) => new(Schema, up) { Options = RuleOptions.Default with { SmallTables = EquatableArray.Of("small") } };
}
