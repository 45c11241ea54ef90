using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Schema;

/// <summary>NOT NULL as a constraint that may be unproved or for one table alone, as PostgreSQL 18 has it.</summary>
public sealed class NotNullTests
{
    private const string Setup = "CREATE TABLE t (a int, b int NOT NULL); CREATE TABLE c () INHERITS (t);";

    [Fact]
    public void Not_valid_refuses_new_nulls_and_is_remembered_as_unproved_also_of_children()
    {
        var schema = After("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID");
        Assert.All(["t", "c"], table => Assert.True(Column(schema, table) is { NotNull: true, NotNullConstraint: { Name: "nn", Definition.NotValid: true } }));
    }

    [Theory]
    [InlineData("ALTER TABLE t VALIDATE CONSTRAINT nn")]
    [InlineData("ALTER TABLE t ALTER a SET NOT NULL")]
    public void Proved_it_is_an_ordinary_one(string proof)
    {
        var schema = After("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID; " + proof);
        Assert.All(["t", "c"], table => Assert.True(Column(schema, table) is { NotNull: true, NotNullConstraint.Definition.NotValid: false }));
    }

    [Theory]
    [InlineData("ALTER TABLE t DROP CONSTRAINT nn")]
    [InlineData("ALTER TABLE t ALTER a DROP NOT NULL")]
    public void Dropped_it_is_gone(string drop)
        => Assert.True(Column(After("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID; " + drop), "t") is { NotNull: false, NotNullConstraint: null });

    [Fact]
    public void No_inherit_leaves_children_alone()
    {
        var schema = After("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NO INHERIT");
        Assert.Equal("nn", Column(schema, "t").NotNullConstraint?.Name);
        Assert.False(Column(schema, "c").NotNull);
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a")]
    public void The_inverse_brings_it_back(string sql)
    {
        var before = After("");
        var operation = Assert.Single(SqlReader.Read(sql));
        var inverse = Inverse.Of(operation, before);
        Assert.Empty(SchemaDiff.Between(before, before.Apply(operation).Schema.Apply(inverse.Operations!).Schema));
    }

    [Fact]
    public void The_inverse_of_dropping_an_unproved_one_makes_it_unproved_again()
    {
        var before = After("ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID");
        var operation = Assert.Single(SqlReader.Read("ALTER TABLE t ALTER a DROP NOT NULL"));
        var inverse = Inverse.Of(operation, before);
        Assert.Empty(SchemaDiff.Between(before, before.Apply(operation).Schema.Apply(inverse.Operations!).Schema));
    }

    private static DatabaseSchema After(string sql)
    {
        var replay = DatabaseSchema.Empty.Apply(SqlReader.Read(Setup + sql));
        Assert.Empty(replay.Problems);
        return replay.Schema;
    }

    private static Column Column(DatabaseSchema schema, string table) => schema.FindTable(new(null, table))!.Column("a")!;
}
